namespace TencentLvb.Emulator;

/// <summary>Reads times in exactly the formats that each action documents.</summary>
internal static class TimeParameters
{
    /// <summary>Reads <c>2026-11-28T04:00:00Z</c>.</summary>
    public static DateTimeOffset? Utc(this Api3Parameters parameters, string name)
    {
        if (parameters.Text(name) is not { } text)
        {
            return null;
        }

        return Api3Time.TryUtc(text, out var time) ? time : throw parameters.Wrong(name, "a UTC time such as 2026-11-28T04:00:00Z");
    }

    public static DateTimeOffset NeedUtc(this Api3Parameters parameters, string name)
    {
        parameters.Need(name);
        return parameters.Utc(name)!.Value;
    }

    /// <summary>Reads ISO 8601 with <c>Z</c> or an offset.</summary>
    public static DateTimeOffset NeedIso(this Api3Parameters parameters, string name) =>
        Api3Time.TryIso(parameters.NeedText(name), out var time)
            ? time
            : throw parameters.Wrong(name, "an ISO 8601 time such as 2026-11-28T04:00:00Z");

    /// <summary>Reads ISO 8601, or a text without an offset, which means China Standard Time.</summary>
    public static (DateTimeOffset Time, TimeForm Form) NeedEither(this Api3Parameters parameters, string name)
    {
        var text = parameters.NeedText(name);
        return Api3Time.TryIso(text, out var time) ? (time, TimeForm.Utc)
            : ChinaTime.TryRead(text, out time) ? (time, TimeForm.China)
            : throw parameters.Wrong(name, "a time such as 2026-11-28T04:00:00Z, or 2026-11-28 12:00:00 for the same time in China");
    }

    /// <summary>Reads both ends of a range, which must have the same format.</summary>
    public static (DateTimeOffset Start, DateTimeOffset End, TimeForm Form) NeedEitherRange(this Api3Parameters parameters)
    {
        var (start, form) = parameters.NeedEither("StartTime");
        var (end, endForm) = parameters.NeedEither("EndTime");
        if (form != endForm)
        {
            throw parameters.Wrong("EndTime", "a time in the same format as StartTime");
        }

        return start <= end ? (start, end, form) : throw parameters.Wrong("EndTime", "a time that is not before StartTime");
    }

    /// <summary>Checks the age and the length of a range.</summary>
    public static void Within(this Api3Call call, DateTimeOffset start, DateTimeOffset end, TimeSpan back, TimeSpan span)
    {
        if (start < call.Now - back)
        {
            throw call.Parameters.Wrong("StartTime", $"a time in the last {Wire.Text((long)back.TotalDays)} days");
        }

        if (end - start > span)
        {
            throw call.Parameters.Wrong("EndTime", $"a time at most {Wire.Text((long)span.TotalHours)} hours after StartTime");
        }
    }
}
