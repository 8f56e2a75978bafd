"""The ground floor: settings, people, roles, design system, errors, jobs."""

RELEASE = "0.1.0"
