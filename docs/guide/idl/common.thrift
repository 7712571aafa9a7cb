struct Id { 1: i64 value }
