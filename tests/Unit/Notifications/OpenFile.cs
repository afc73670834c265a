namespace TencentLvb.Unit.Notifications;

internal static class OpenFile
{
    /// <summary>
    /// Waits until no one has a file open. A process that another test starts at that moment shares its files for an instant.
    /// </summary>
    public static void AssertClosed(string path) => Assert.True(
        SpinWait.SpinUntil(
            () =>
            {
                try
                {
                    using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                    return true;
                }
                catch (IOException)
                {
                    return false;
                }
            },
            20_000),
        $"{path} is open");
}
