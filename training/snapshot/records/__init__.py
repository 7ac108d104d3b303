"""The records of genshin-db that the tables are made of: what each must hold.

A class per source folder, with the package's own field names. Fields that no table uses are left out.
"""
