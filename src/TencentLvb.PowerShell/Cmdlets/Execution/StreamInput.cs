namespace TencentLvb.Cmdlets;

/// <summary>The streams that a user gives.</summary>
internal static class StreamInput
{
    /// <summary>The ids that can be used; for each of the others an error is written.</summary>
    /// <param name="cmdlet">The cmdlet whose input it is.</param>
    /// <param name="given">What was given as -StreamId; null when nothing was.</param>
    /// <param name="tellWhatCameBefore">Finishes the calls of earlier streams, so that an error comes in the order of the input.</param>
    public static IEnumerable<string> Valid(LvbCmdlet cmdlet, string[]? given, Action? tellWhatCameBefore = null)
    {
        if (given is { Length: 0 })
        {
            Refuse(LvbErrors.InvalidArgument("-StreamId is an empty list.", "Give at least one stream id."), given);
        }

        foreach (var id in given ?? [])
        {
            if (StreamIdRules.Refusal(id, out var refused) is { } error)
            {
                Refuse(error, refused);
            }
            else
            {
                yield return id;
            }
        }

        void Refuse(LvbException error, object? target)
        {
            tellWhatCameBefore?.Invoke();
            cmdlet.WriteError(error, target);
        }
    }
}
