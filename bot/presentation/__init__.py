"""What users read and press: texts, embeds and buttons."""
