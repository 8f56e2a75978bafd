"""What everyone declares when they start, and each year anew. These words stand in the entry of each declaration."""

PROMISES = (
    "I keep what I learn about people at work confidential.",
    "I keep it confidential outside work too: at home, among friends and online.",
    "I still keep it confidential after I have left.",
    "I look only at what I need for my work.",
    "I check before I share, and share only what is needed.",
    "If something goes wrong, or I see that it does, I say so at once.",
    "I know whom to ask when I am not sure.",
)
