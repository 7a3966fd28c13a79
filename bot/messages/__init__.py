"""The workshop of the catalogues: finds the keys in the code, keeps locales/ in step and proofreads the texts.
The bot itself never imports it.
"""
