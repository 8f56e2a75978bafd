// Compiles portal.scss and portal.mjs into static/build, which git ignores. Nothing is fetched from anywhere.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compileAsync, Logger } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const out = join(here, "..", "build");

const { css } = await compileAsync(join(here, "portal.scss"), {
  loadPaths: [join(root, "node_modules")],
  style: "compressed",
  logger: Logger.silent,
});
// The page promises that it asks nobody else for anything, so a style that would is a fault.
const files = new Set([...css.matchAll(/url\(["']?(?!data:)([^"')]*)["']?\)/g)].map((match) => match[1]));
const outside = [...files].filter((file) => !/^[a-z-]+\.svg$/.test(file));
if (outside.length || /@import|@font-face/.test(css)) {
  throw new Error(`The styles would fetch ${outside.join(", ") || "a font or another style sheet"}`);
}
if (!/html\{[^}]*font-family:Arial/.test(css)) {
  throw new Error("The pages would be set in the browser's own font");
}

await mkdir(out, { recursive: true });
await writeFile(join(out, "portal.css"), css);
await copyFile(join(here, "mark.svg"), join(out, "mark.svg"));
for (const file of files) {
  await copyFile(join(root, "node_modules/nhsuk-frontend/dist/nhsuk/assets/images", file), join(out, file));
}
await build({
  entryPoints: [join(here, "portal.mjs")],
  outfile: join(out, "portal.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "none",
  nodePaths: [join(root, "node_modules")],
});
