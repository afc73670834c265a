using System.Globalization;
using System.Text;

namespace TencentLvb.Unit.Notifications;

public sealed class MutationTests
{
    private const int Rounds = 10_000;

    [Fact]
    public void Mutated_bodies_are_read_or_refused_and_half_of_them_reach_the_fields()
    {
        var mutator = new EventMutator(new Random(20240611), Signed.Seeds, Signed.Key, Signed.T);
        NotificationReader reader = Signed.Reader();
        int reached = 0;
        for (int i = 0; i < Rounds; i++)
        {
            byte[] body = mutator.Next();
            try
            {
                LvbEvent told = reader.Read(body, Signed.Now).Event;
                Assert.True(told.Verified);
                Assert.NotNull(told.StreamId);
                reached++;
            }
            catch (LvbException error)
            {
                Assert.StartsWith("LvbEvent", error.ErrorId, StringComparison.Ordinal);
            }
        }

        Assert.InRange(reached, Rounds / 2, Rounds);
    }

    /// <summary>Bodies as the service and its documents write them, if an environment variable names a folder of them.</summary>
    [Fact]
    public void External_bodies_are_read_when_signed_again()
    {
        string? folder = Environment.GetEnvironmentVariable("LVB_SAMPLES_PATH");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "LVB_SAMPLES_PATH does not name a folder.");
        string[] files = Directory.GetFiles(folder!, "event-*");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            string body = File.ReadAllText(file).Trim();
            body = SignedAgain(body);
            UnverifiedEvent read = Signed.Read(Encoding.UTF8.GetBytes(body));
            Assert.True(read.Event.Verified, file);
            Assert.NotEqual("", read.Event.StreamId);
        }
    }

    // As text, because some are not strict JSON.
    private static string SignedAgain(string body)
    {
        string sign = LvbSigner.Sign(Signed.Key, Signed.T);
        string t = Signed.T.ToString(CultureInfo.InvariantCulture);
        int end = body.LastIndexOf('}');
        string head = System.Text.RegularExpressions.Regex.Replace(body[..end], "\"(t|sign)\"\\s*:\\s*(\"[^\"]*\"|\\d+)\\s*,?", "")
            .TrimEnd().TrimEnd(',');
        return $"{head},\n\"t\":{t},\"sign\":\"{sign}\"}}";
    }
}
