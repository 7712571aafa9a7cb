"""Calls the service of the example `idl_from_rust` by the IDL that it prints of itself.

code_first.py HOST PORT
"""

import sys

from directory import Directory
from directory.ttypes import Contact, NotFound, Role, User
from thrift.protocol import TBinaryProtocol, TCompactProtocol, TJSONProtocol
from thrift.transport import TSocket, TTransport

HOST, PORT = sys.argv[1], int(sys.argv[2])

PROTOCOLS = {
    'binary': TBinaryProtocol.TBinaryProtocolFactory(),
    'compact': TCompactProtocol.TCompactProtocolFactory(),
    'json': TJSONProtocol.TJSONProtocolFactory(),
}


def check(client):
    client.touch(1)
    ada = client.find(42)
    expected = User(42, 'Ada', Contact(email='ada@example.org'), Role.ADMIN, {'early'})
    assert ada == expected, ada
    try:
        client.find(7)
    except NotFound as missing:
        assert (missing.id, missing.message) == (7, 'nobody is number 7'), missing
    else:
        raise AssertionError('number 7 was found')
    guest = User(id=1, contact=Contact(phone=[44, 20]))
    assert guest.role == Role.GUEST, 'the default of the IDL'
    counted = client.countRoles([ada, guest, User(id=2)])
    assert counted == {Role.ADMIN: 1, Role.GUEST: 2}, counted


for name, protocol in PROTOCOLS.items():
    transport = TTransport.TFramedTransport(TSocket.TSocket(HOST, PORT))
    transport.open()
    check(Directory.Client(protocol.getProtocol(transport)))
    transport.close()
    print(f'ok   the IDL that Rust prints, called in {name}')
