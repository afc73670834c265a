using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>Serves recordings and pictures with range requests, so that a download can be interrupted and resumed.</summary>
internal sealed class DownloadHandler(Account account)
{
    public HttpAnswer Answer(HttpRequest request)
    {
        if (request.Method is not ("GET" or "HEAD"))
        {
            return HttpAnswer.Plain(405);
        }

        var path = Uri.UnescapeDataString(request.Path);
        return Find(path) is var (bytes, type) && bytes is not null
            ? Part(request, bytes, type, "\"" + SeededRandom.Hash(path).ToString("x8", CultureInfo.InvariantCulture) + "\"")
            : HttpAnswer.Plain(404);
    }

    private (byte[]? Bytes, string Type) Find(string path)
    {
        lock (account.Gate)
        {
            if (path.StartsWith(DownloadAddress.FileFolder, StringComparison.Ordinal))
            {
                var file = account.Recordings.FindFile(path.Substring(DownloadAddress.FileFolder.Length));
                return file is null ? (null, "") : (Content.Of(file), Content.TypeOf(file));
            }

            return account.Screenshots.Knows(path) ? (Content.Picture(path), "image/jpeg") : (null, "");
        }
    }

    private static HttpAnswer Part(HttpRequest request, byte[] bytes, string type, string tag)
    {
        var range = request.Headers["Range"];
        var stillSame = request.Headers["If-Range"] is not { } known || known == tag;
        if (range is null || !stillSame)
        {
            return new HttpAnswer(200, bytes, type) { Headers = [new("Accept-Ranges", "bytes"), new("ETag", tag)] };
        }

        if (!TryRange(range, bytes.Length, out var from, out var to))
        {
            return new HttpAnswer(416) { Headers = [new("Content-Range", "bytes */" + Wire.Text(bytes.Length))] };
        }

        var part = new byte[to - from + 1];
        Buffer.BlockCopy(bytes, from, part, 0, part.Length);
        return new HttpAnswer(206, part, type)
        {
            Headers = new List<KeyValuePair<string, string>>
            {
                new("Accept-Ranges", "bytes"),
                new("Content-Range", string.Format(CultureInfo.InvariantCulture, "bytes {0}-{1}/{2}", from, to, bytes.Length)),
                new("ETag", tag),
            },
        };
    }

    /// <summary>Parses one range: <c>bytes=a-b</c>, <c>bytes=a-</c>, <c>bytes=-n</c>.</summary>
    private static bool TryRange(string text, int length, out int from, out int to)
    {
        (from, to) = (0, length - 1);
        var dash = text.IndexOf('-');
        if (!text.StartsWith("bytes=", StringComparison.Ordinal) || dash < 0 || text.IndexOf(',') >= 0)
        {
            return false;
        }

        var (first, last) = (text.Substring(6, dash - 6), text.Substring(dash + 1));
        if (first.Length == 0)
        {
            if (!TryNumber(last, out var count) || count == 0)
            {
                return false;
            }

            from = Math.Max(0, length - count);
            return true;
        }

        if (!TryNumber(first, out from) || (last.Length > 0 && !TryNumber(last, out to)))
        {
            return false;
        }

        to = Math.Min(to, length - 1);
        return from <= to;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
