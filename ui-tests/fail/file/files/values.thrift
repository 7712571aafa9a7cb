include "hidden.thrift"

const hidden.Account LEFT = {"name": "a"}
