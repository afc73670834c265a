namespace TencentLvb.Cmdlets;

/// <summary>The streams that a user gives.</summary>
internal static class StreamInput
{
    /// <summary>A stream by what the user, or an object in the pipeline, says of it. Empty is not given.</summary>
    public static StreamKey Key(string id, string? pushDomain, string? appName) => new(id, NullIfEmpty(pushDomain), NullIfEmpty(appName));

    /// <summary>A text that counts as not given when it is empty.</summary>
    public static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>The ids that can be used; for each of the others an error is written.</summary>
    /// <param name="cmdlet">The cmdlet whose input it is.</param>
    /// <param name="given">What was given as -StreamId; null when nothing was.</param>
    /// <param name="drainEarlierCalls">Finishes the calls of earlier streams, so that an error comes in the order of the input.</param>
    public static IEnumerable<string> Valid(LvbCmdlet cmdlet, string[]? given, Action? drainEarlierCalls = null)
    {
        if (given is { Length: 0 })
        {
            var error = LvbErrors.InvalidArgument("-StreamId is an empty list.", "Specify at least one stream ID.");
            Refuse(cmdlet, error, given, drainEarlierCalls);
        }

        foreach (var id in given ?? [])
        {
            if (IsValid(cmdlet, id, drainEarlierCalls))
            {
                yield return id;
            }
        }
    }

    /// <summary>Whether an id can be used; if not, an error is written.</summary>
    /// <param name="cmdlet">The cmdlet whose input it is.</param>
    /// <param name="id">The id.</param>
    /// <param name="drainEarlierCalls">Finishes the calls of earlier streams, so that an error comes in the order of the input.</param>
    public static bool IsValid(LvbCmdlet cmdlet, string id, Action? drainEarlierCalls)
    {
        if (StreamIdRules.Refusal(id, out var refused) is not { } error)
        {
            return true;
        }

        Refuse(cmdlet, error, refused, drainEarlierCalls);
        return false;
    }

    private static void Refuse(LvbCmdlet cmdlet, LvbException error, object? target, Action? drainEarlierCalls)
    {
        drainEarlierCalls?.Invoke();
        cmdlet.WriteError(error, target);
    }
}
