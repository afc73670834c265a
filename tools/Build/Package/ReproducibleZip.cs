using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace TencentLvb.Build.Package;

/// <summary>A zip file that is identical for identical files: entries sorted by name, all with the same time.</summary>
public static class ReproducibleZip
{
    private static readonly DateTimeOffset Time = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(string path, IReadOnlyDictionary<string, byte[]> entries)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, content) in entries.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
            entry.LastWriteTime = Time;
            // rw-r--r--, whichever system created it.
            entry.ExternalAttributes = 0x81A4 << 16;
            using var stream = entry.Open();
            stream.Write(content);
        }
    }

    public static byte[] Bytes(XElement xml) =>
        Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + xml.ToString().ReplaceLineEndings("\n") + "\n");
}
