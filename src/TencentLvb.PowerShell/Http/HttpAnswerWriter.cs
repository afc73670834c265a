using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace TencentLvb.Http;

/// <summary>Writes answers to one connection: head and body in one buffer, and one send.</summary>
internal sealed class HttpAnswerWriter : IDisposable
{
    private readonly Socket socket;
    private byte[] buffer = Array.Empty<byte>();
    private int length;

    public HttpAnswerWriter(Socket socket) => this.socket = socket;

    public static readonly byte[] Continue = System.Text.Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    public Task WriteAsync(HttpAnswer answer, bool withBody, bool close, HttpDate date)
    {
        length = 0;
        Head(answer, close, date);
        if (withBody && answer.Status != 204 && answer.Status != 304)
        {
            int count = Math.Min(answer.Body.Length, Math.Max(0, answer.TruncateBodyAt ?? int.MaxValue));
            Room(count);
            Buffer.BlockCopy(answer.Body, 0, buffer, length, count);
            length += count;
        }

        return SendAsync(buffer, length);
    }

    public async Task SendAsync(byte[] bytes, int count)
    {
        int sent = 0;
        while (sent < count)
        {
            sent += await socket.SendAsync(new ArraySegment<byte>(bytes, sent, count - sent), SocketFlags.None).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        byte[] rented = buffer;
        buffer = Array.Empty<byte>();
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
            Text(answer.ContentType);
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
                Text(field.Value);
            }
        }

        Text(close ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
    }

    private void Number(int value)
    {
        if (value is >= 0 and < 10)
        {
            Room(1);
            buffer[length++] = (byte)('0' + value);
            return;
        }

        Text(value.ToString(CultureInfo.InvariantCulture));
    }

    private void Text(string text)
    {
        Room(text.Length);
        foreach (char c in text)
        {
            buffer[length++] = c <= 0xff ? (byte)c : (byte)'?';
        }
    }

    private void Room(int more)
    {
        if (length + more <= buffer.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(512, (length + more) * 2));
        Buffer.BlockCopy(buffer, 0, larger, 0, length);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        buffer = larger;
    }
}
