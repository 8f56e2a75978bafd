"""Who answers for confidentiality: the Guardian, the deputy, the senior risk owner, the data protection officer."""
