namespace rs second
