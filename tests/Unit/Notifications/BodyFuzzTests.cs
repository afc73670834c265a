using System.Collections;
using System.Management.Automation;
using System.Text;

namespace TencentLvb.Unit.Notifications;

/// <summary>Any input becomes an event or a clear refusal, never another exception.</summary>
public sealed class BodyFuzzTests
{
    private static readonly string Body = Signed.Sign(Signed.Start);

    [Fact]
    public void Any_input_is_read_or_malformed()
    {
        var random = new Random(20240611);
        int read = 0;
        for (int i = 0; i < 5_000; i++)
        {
            object? odd = Odd(random, 0);
            try
            {
                NotificationBody.AllIn(odd).ForEach(body => NotificationParser.Parse(body));
                read++;
            }
            catch (LvbException error)
            {
                Assert.Equal("LvbEventMalformed", error.ErrorId);
            }
        }

        Assert.InRange(read, 100, 5_000);
    }

    private static object? Odd(Random random, int depth)
    {
        string[] names = ["event_type", "body", "Body", "RequestBody", "isBase64Encoded", "stream_id", "tid", "\ud800", "", "t", "Data"];
        string[] texts =
        [
            Body, "{", "[]", "{}", "\ud800", "\udc00{\"event_type\":1}", "{\"event_type\":1,\"stream_id\":\"\\ud800\",\"\\udfff\":[1]}",
                "true", "1", "\"x\"", "",
            "{RequestBody:", "{RequestBody:[", "{\"body\":{\"body\":{\"body\":[]}}}", "\u0000",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Body)), "{\"event_type\":1e999}", "\ufeff",
        ];
        object?[] values =
        [
            null, 1, 0, 317, -1L, double.NaN, float.PositiveInfinity, 1e300, decimal.MaxValue, System.Numerics.BigInteger.Pow(10, 400),
                DateTime.MaxValue, DateTimeOffset.MinValue,
            true, 'x', '\ud800', Guid.Empty, new Uri("x:", UriKind.RelativeOrAbsolute), TimeSpan.MaxValue, new Version(1, 2),
            LvbEventType.StreamStarted, typeof(string), new byte[] { 0xff, 0xfe },
            new byte[] { 0x1f, 0x8b, 8, 0 }, ScriptBlock.Create("1"), new object(),
        ];
        switch (random.Next(depth > 5 ? 2 : 6))
        {
            case 0:
                return texts[random.Next(texts.Length)];
            case 1:
                return values[random.Next(values.Length)];
            case 2:
                return Enumerable.Range(0, random.Next(4)).Select(_ => Odd(random, depth + 1)).ToArray();
            case 3:
                var item = new PSObject();
                Enumerable.Range(0, random.Next(4)).Select(_ => names[random.Next(names.Length - 3)])
                    .Distinct(StringComparer.OrdinalIgnoreCase).ToList()
                    .ForEach(name => item.Properties.Add(new PSNoteProperty(name, Odd(random, depth + 1))));
                return item;
            default:
                var table = new Hashtable();
                for (int i = random.Next(5); i > 0; i--)
                {
                    table[names[random.Next(names.Length)]] = Odd(random, depth + 1);
                }

                return table;
        }
    }
}
