namespace TencentLvb.Cmdlets;

/// <summary>The parameters of the known interfaces by their short names: which are text and which are numbers on the wire.</summary>
internal static class ShortNames
{
    private const string Text = "Param.s.";
    private const string Number = "Param.n.";

    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["channel_id"] = Text,
        ["stream_id"] = Text,
        ["push_domain"] = Text,
        ["pull_domain"] = Text,
        ["domain"] = Text,
        ["path"] = Text,
        ["action"] = Text,
        ["file_format"] = Text,
        ["record_type"] = Text,
        ["mix_stream"] = Text,
        ["sort_type"] = Text,
        ["order_field"] = Text,
        ["page_no"] = Number,
        ["page_size"] = Number,
        ["status"] = Number,
        ["order_by_type"] = Number,
        ["task_sub_type"] = Number,
        ["task_id"] = Number,
        ["bid"] = Number,
        ["count"] = Number,
        ["time_length"] = Number,
        ["abstime_end"] = Number,
        ["home_foreign"] = Number,
        ["get_top_bd"] = Number,
    };

    /// <summary>Whether the wire name, by its prefix, stands for a number.</summary>
    public static bool IsNumber(string wireName) => wireName.StartsWith(Number, StringComparison.Ordinal);

    /// <summary>The wire name of a known short name; null when it is not known.</summary>
    public static string? WireName(string name, Lvb2Interface target)
    {
        if (Prefixes.TryGetValue(name, out var prefix))
        {
            return prefix + name.ToLowerInvariant();
        }

        // Statistics take Unix seconds, the other known interfaces China Standard Time as text.
        return name.ToLowerInvariant() is "start_time" or "end_time" && Lvb2Interface.Known.ContainsKey(target.Name)
            ? (target.Host == LvbHost.Statistics ? Number : Text) + name.ToLowerInvariant()
            : null;
    }

    /// <summary>The wire name of a name that nobody knows, by the value's type.</summary>
    public static string WireName(string name, bool isText) => (isText ? Text : Number) + name;
}
