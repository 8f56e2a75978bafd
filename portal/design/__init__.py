"""How every page looks: the official components, reached from Django's forms and templates."""
