struct Bottom {}
