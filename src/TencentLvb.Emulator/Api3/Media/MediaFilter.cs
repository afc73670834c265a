namespace TencentLvb.Emulator;

/// <summary>Selects files for SearchMedia. Parameters are combined with AND, the elements of a list with OR.</summary>
internal static class MediaFilter
{
    public const string Modelled =
        "FileIds SourceTypes SourceType StreamIds StreamId StreamDomains StreamPaths Categories Vids Vid CreateTime";

    /// <summary>Parameters that exist but have no meaning for recordings of the emulator.</summary>
    public const string NotModelled =
        "Names NamePrefixes Descriptions ClassIds Tags ExpireTime StorageRegions StorageClasses MediaTypes Status ReviewResults "
        + "TrtcSdkAppIds TrtcRoomIds Text StartTime EndTime KnowledgeBases";

    public static IEnumerable<TapeFile> Of(Api3Call call, IEnumerable<TapeFile> files, Func<TapeFile, DateTimeOffset> createdAt)
    {
        var asked = call.Parameters;
        foreach (var name in NotModelled.Split(' '))
        {
            if (asked.Has(name))
            {
                throw new Api3Error("UnsupportedOperation", $"The emulator does not support the parameter `{name}`.");
            }
        }

        var fileIds = Members(call, "FileIds", null);
        var sources = Members(call, "SourceTypes", "SourceType", 20);
        var streams = Members(call, "StreamIds", "StreamId");
        var domains = Members(call, "StreamDomains", null);
        var paths = Members(call, "StreamPaths", null);
        var categories = Members(call, "Categories", null);
        var vids = Members(call, "Vids", "Vid");
        var (after, before) = Range(asked.Object("CreateTime"));
        return files.Where(file => Fits(fileIds, Wire.Text(file.FileId)) && Fits(sources, "Record") && Fits(streams, file.Stream.Id)
            && Fits(domains, file.Stream.PushDomain) && Fits(paths, file.Stream.AppName) && Fits(categories, file.Category)
            && Fits(vids, file.Vid)
            && (after is null || createdAt(file) >= after) && (before is null || createdAt(file) <= before));
    }

    private static IReadOnlyList<string> Members(Api3Call call, string list, string? single, int most = 10)
    {
        var members = call.Parameters.Texts(list, most);
        return single is not null && call.Parameters.Text(single) is { Length: > 0 } one ? [.. members, one] : members;
    }

    private static bool Fits(IReadOnlyList<string> wanted, string value) => wanted.Count == 0 || wanted.Contains(value);

    private static (DateTimeOffset? After, DateTimeOffset? Before) Range(Api3Parameters? range)
    {
        if (range is null)
        {
            return (null, null);
        }

        range.AllowOnly("After", "Before");
        return (range.Has("After") ? range.NeedIso("After") : null, range.Has("Before") ? range.NeedIso("Before") : null);
    }
}
