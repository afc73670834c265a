namespace TencentLvb.Cmdlets;

/// <summary>Reads the streams that a user specifies.</summary>
internal static class StreamInput
{
    /// <summary>
    /// Creates a stream key from the properties that the user or a pipeline object specifies. Empty text counts as not specified.
    /// </summary>
    public static StreamKey Key(string id, string? pushDomain, string? appName) => new(id, NullIfEmpty(pushDomain), NullIfEmpty(appName));

    /// <summary>Returns null for an empty text, which counts as not specified.</summary>
    public static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>Returns the valid IDs, and writes an error for each of the others.</summary>
    /// <param name="cmdlet">The cmdlet that reads the input.</param>
    /// <param name="given">The value of -StreamId; null if it is not specified.</param>
    /// <param name="drainEarlierCalls">Completes the calls of earlier streams, so that an error appears in the order of the input.</param>
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

    /// <summary>Determines whether an ID is valid, and writes an error if it is not.</summary>
    /// <param name="cmdlet">The cmdlet that reads the input.</param>
    /// <param name="id">The id.</param>
    /// <param name="drainEarlierCalls">Completes the calls of earlier streams, so that an error appears in the order of the input.</param>
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
