using System.Collections.ObjectModel;

namespace TencentLvb.Operations;

/// <summary>
/// The screenshots of one answer. What the answer held is gone from the queue, so what could not be read of it is counted.
/// </summary>
/// <param name="screenshots">Those that could be read.</param>
/// <param name="unread">How many more the answer held, or said to hold.</param>
internal sealed class ScreenshotBatch(IList<Screenshot> screenshots, int unread) : ReadOnlyCollection<Screenshot>(screenshots)
{
    public int Unread => unread;
}
