namespace rs first
