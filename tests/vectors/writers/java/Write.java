// Makes the calls that stand on its input to a protocol of Apache Thrift for Java.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TJSONProtocol;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TSet;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryBuffer;

public final class Write {
    private static final Map<String, Byte> TYPES = Map.ofEntries(
        Map.entry("bool", TType.BOOL), Map.entry("i8", TType.BYTE), Map.entry("i16", TType.I16),
        Map.entry("i32", TType.I32), Map.entry("i64", TType.I64),
        Map.entry("double", TType.DOUBLE), Map.entry("string", TType.STRING),
        Map.entry("binary", TType.STRING), Map.entry("struct", TType.STRUCT),
        Map.entry("map", TType.MAP), Map.entry("set", TType.SET), Map.entry("list", TType.LIST));

    private static byte[] octets(String text) {
        return text.equals("-") ? new byte[0] : HexFormat.of().parseHex(text);
    }

    private static void end(TProtocol out, String what) throws TException {
        switch (what) {
            case "message" -> out.writeMessageEnd();
            case "field" -> out.writeFieldEnd();
            case "list" -> out.writeListEnd();
            case "set" -> out.writeSetEnd();
            case "map" -> out.writeMapEnd();
            case "struct" -> {
                out.writeFieldStop();
                out.writeStructEnd();
            }
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static void call(TProtocol out, String[] words) throws TException {
        switch (words[0]) {
            case "end" -> end(out, words[1]);
            case "message" -> out.writeMessageBegin(new TMessage(
                words[1], Byte.parseByte(words[2]), Integer.parseInt(words[3])));
            case "struct" -> out.writeStructBegin(new TStruct(""));
            case "field" -> out.writeFieldBegin(
                new TField("", TYPES.get(words[1]), Short.parseShort(words[2])));
            case "list" -> out.writeListBegin(
                new TList(TYPES.get(words[1]), Integer.parseInt(words[2])));
            case "set" -> out.writeSetBegin(
                new TSet(TYPES.get(words[1]), Integer.parseInt(words[2])));
            case "map" -> out.writeMapBegin(new TMap(
                TYPES.get(words[1]), TYPES.get(words[2]), Integer.parseInt(words[3])));
            case "bool" -> out.writeBool(words[1].equals("1"));
            case "i8" -> out.writeByte(Byte.parseByte(words[1]));
            case "i16" -> out.writeI16(Short.parseShort(words[1]));
            case "i32" -> out.writeI32(Integer.parseInt(words[1]));
            case "i64" -> out.writeI64(Long.parseLong(words[1]));
            case "double" -> out.writeDouble(ByteBuffer.wrap(octets(words[1])).getDouble());
            case "string" -> out.writeString(new String(octets(words[1]), StandardCharsets.UTF_8));
            case "binary" -> out.writeBinary(ByteBuffer.wrap(octets(words[1])));
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    public static void main(String[] arguments) throws Exception {
        TMemoryBuffer buffer = new TMemoryBuffer(1024);
        TProtocol out = switch (arguments[0]) {
            case "binary" -> new TBinaryProtocol(buffer);
            case "compact" -> new TCompactProtocol(buffer);
            case "json" -> new TJSONProtocol(buffer);
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String call = line.split("#", 2)[0].trim();
            if (!call.isEmpty()) {
                call(out, call.split("\\s+"));
            }
        }
        System.out.println(HexFormat.of().formatHex(buffer.getArray(), 0, buffer.length()));
    }
}
