using System.Collections.ObjectModel;

namespace TencentLvb.Operations;

/// <summary>
/// Represents the screenshots of one response. They are removed from the queue, so those that could not be read are counted.
/// </summary>
/// <param name="screenshots">The screenshots that could be read.</param>
/// <param name="unread">The number of further screenshots that the response contained or reported.</param>
internal sealed class ScreenshotBatch(IList<Screenshot> screenshots, int unread) : ReadOnlyCollection<Screenshot>(screenshots)
{
    public int Unread => unread;
}
