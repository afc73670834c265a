using System.Buffers;
using System.Globalization;
using System.Net.Sockets;

namespace TencentLvb.Http;

/// <summary>Writes responses to one connection: header and body in one buffer, with one send.</summary>
internal sealed class HttpAnswerWriter : IDisposable
{
    private readonly Socket _socket;
    private byte[] _buffer = Array.Empty<byte>();
    private int _length;

    public HttpAnswerWriter(Socket socket) => _socket = socket;

    public static readonly byte[] Continue = System.Text.Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    public Task WriteAsync(HttpAnswer answer, bool withBody, bool close, HttpDate date)
    {
        _length = 0;
        Head(answer, close, date);
        if (withBody && answer.Status != 204 && answer.Status != 304)
        {
            int count = Math.Min(answer.Body.Length, Math.Max(0, answer.TruncateBodyAt ?? int.MaxValue));
            Room(count);
            Buffer.BlockCopy(answer.Body, 0, _buffer, _length, count);
            _length += count;
        }

        return SendAsync(_buffer, _length);
    }

    public async Task SendAsync(byte[] bytes, int count)
    {
        int sent = 0;
        while (sent < count)
        {
            sent += await _socket.SendAsync(new ArraySegment<byte>(bytes, sent, count - sent), SocketFlags.None).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        byte[] rented = _buffer;
        _buffer = Array.Empty<byte>();
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Head(HttpAnswer answer, bool close, HttpDate date)
    {
        Text("HTTP/1.1 ");
        Number(answer.Status);
        Text(" ");
        Text(HttpStatus.Reason(answer.Status));
        Text("\r\nDate: ");
        Text(date.Text(answer.DateOffset));
        if (answer.ContentType != null)
        {
            Text("\r\nContent-Type: ");
            Value(answer.ContentType);
        }

        if (answer.Status != 204)
        {
            Text("\r\nContent-Length: ");
            Number(answer.Body.Length);
        }

        if (answer.Headers != null)
        {
            foreach (KeyValuePair<string, string> field in answer.Headers)
            {
                Text("\r\n");
                Text(field.Key);
                Text(": ");
                Value(field.Value);
            }
        }

        Text(close ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
    }

    private void Number(int value)
    {
        if (value is >= 0 and < 10)
        {
            Room(1);
            _buffer[_length++] = (byte)('0' + value);
            return;
        }

        Text(value.ToString(CultureInfo.InvariantCulture));
    }

    private void Text(string text)
    {
        Room(text.Length);
        foreach (char c in text)
        {
            _buffer[_length++] = c <= 0xff ? (byte)c : (byte)'?';
        }
    }

    // A value with a line break would be two fields.
    private void Value(string text)
    {
        Room(text.Length);
        foreach (char c in text)
        {
            _buffer[_length++] = c <= 0xff && HttpToken.IsValue((byte)c) ? (byte)c : (byte)'?';
        }
    }

    private void Room(int more)
    {
        if (_length + more <= _buffer.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(512, (_length + more) * 2));
        Buffer.BlockCopy(_buffer, 0, larger, 0, _length);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
    }
}
