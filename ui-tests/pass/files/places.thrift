struct City { 1: string name }
