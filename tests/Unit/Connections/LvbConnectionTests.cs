using System.Reflection;
using System.Security;

namespace TencentLvb.Unit.Connections;

/// <summary>A closed connection holds no key.</summary>
public sealed class LvbConnectionTests
{
    [Fact]
    public void AKeyIsDroppedWhenItIsClosed()
    {
        var connection = new LvbConnection(new LvbConnectionSettings { AppId = 1 }, Make.Key("the-key"), Make.Key("callback"));
        Assert.True(connection.HasKey);
        Assert.NotEmpty(Held(connection));

        connection.Close();

        Assert.False(connection.HasKey);
        Assert.False(connection.IsUsable);
        Assert.Null(connection.CallbackKey);
        Assert.Equal("LvbNotConnected", Assert.Throws<LvbException>(connection.CurrentKey).ErrorId);
        Assert.Empty(Held(connection));
    }

    [Fact]
    public async Task KeysOfApi3AreDroppedToo()
    {
        var settings = new LvbConnectionSettings { Api = LvbApi.V3, SecretId = "AKIDx", Endpoint = new Uri("http://127.0.0.1:1/") };
        var keys = new Api3Keys(settings);
        keys.Hold(new Api3Credential { SecretId = "AKIDx", SecretKey = Make.Key("the-key"), Token = Make.Key("token"), Origin = "a test" });
        var connection = new LvbConnection(settings, keys);
        await keys.Provider.GetAsync(TestContext.Current.CancellationToken);
        Assert.True(connection.HasKey);
        Assert.NotEmpty(Held(connection));

        connection.Close();

        Assert.False(connection.HasKey);
        Assert.Null(keys.Held);
        Assert.Equal("LvbNotConnected",
            (await Assert.ThrowsAsync<LvbException>(() => keys.Provider.GetAsync(TestContext.Current.CancellationToken))).ErrorId);
        Assert.Empty(Held(connection));
    }

    /// <summary>The paths to every key that the connection can still reach through any field.</summary>
    private static List<string> Held(LvbConnection connection)
    {
        List<string> found = [];
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var left = new Stack<(object Item, string Way)>([(connection, "")]);
        while (left.TryPop(out var next))
        {
            var (item, way) = next;
            if (item is SecureString)
            {
                found.Add(way);
            }

            if (!seen.Add(item) || item.GetType().Assembly != typeof(LvbConnection).Assembly)
            {
                continue;
            }

            for (var type = item.GetType(); type is not null; type = type.BaseType)
            {
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
                {
                    if (field.GetValue(item) is { } value)
                    {
                        left.Push((value is Delegate { Target: { } target } ? target : value, $"{way}.{field.Name}"));
                    }
                }
            }
        }

        return found;
    }
}
