"""The plainest client that Apache Thrift's own tutorial would write: one call, and no options.

The example `serve` must answer it as it stands.
"""

from thrift.protocol import TBinaryProtocol
from thrift.transport import TSocket
from thrift.transport import TTransport

from user import UserService

transport = TSocket.TSocket('localhost', 9090)
transport = TTransport.TBufferedTransport(transport)
protocol = TBinaryProtocol.TBinaryProtocol(transport)
client = UserService.Client(protocol)
transport.open()
user = client.getUser(42)
transport.close()

print(user)
assert (user.id, user.name, user.email) == (42, 'Ada', None), user
print('ok   a plain Python client gets the user')
