"""The ground floor: settings, people, roles, design system, errors, jobs."""
