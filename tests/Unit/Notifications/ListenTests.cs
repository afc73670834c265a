using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Unit.Notifications;

/// <summary>Which addresses are bound, and what the error says when that fails.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class ListenTests
{
    [Theory]
    [InlineData("http://localhost:{0}/", "127.0.0.1")]
    [InlineData("http://localhost:{0}/", "::1")]
    [InlineData("http://+:{0}/", "::")]
    [InlineData("http://+:{0}/", "0.0.0.0")]
    [InlineData("http://*:{0}/lvb/", "::1")]
    public void An_address_held_by_another_process_is_an_error(string prefix, string held)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "IPv6 is not available.");
        using var other = new TcpListener(IPAddress.Parse(held), 0);
        other.Start();
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, prefix, ((IPEndPoint)other.LocalEndpoint).Port);
        using EventReceiver receiver = Receiver(text);
        var error = Assert.Throws<LvbException>(receiver.Start);
        Assert.Equal("LvbListenFailed", error.ErrorId);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Contains("end the process that is using", error.RecommendedAction, StringComparison.Ordinal);
        receiver.Dispose();
        // Nothing stays bound.
        foreach (IPAddress address in ListenPrefix.Parse(text).Addresses.Where(a => !a.Equals(IPAddress.Parse(held))
            && !held.Contains(':')))
        {
            using var free = new TcpListener(address, ((IPEndPoint)other.LocalEndpoint).Port);
            free.Start();
        }
    }

    [Fact]
    public void A_free_port_is_free_on_both_addresses_of_localhost()
    {
        for (int i = 0; i < 20; i++)
        {
            using EventReceiver receiver = Receiver("http://localhost:0/");
            receiver.Start();
            Assert.Equal(Socket.OSSupportsIPv6 ? 2 : 1, receiver.EndPoints.Count);
            Assert.Single(receiver.EndPoints.Select(e => e.Port).Distinct());
        }
    }

    [Theory]
    [InlineData("::1")]
    [InlineData("127.0.0.1")]
    public void All_IPv6_addresses_include_IPv4(string from)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "IPv6 is not available.");
        using EventReceiver receiver = Receiver("http://[::]:0/");
        receiver.Start();
        using var client = new RawClient(new IPEndPoint(IPAddress.Parse(from), receiver.EndPoints[0].Port));
        client.Send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        Assert.Equal(200, client.Read().Status);
    }

    [Fact]
    public void An_IPv4_sender_on_an_IPv6_socket_counts_as_IPv4()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "IPv6 is not available.");
        foreach ((string allowed, int status) in new[] { ("127.0.0.0/8", 200), ("::/0", 403), ("::1", 403) })
        {
            using EventReceiver receiver = Receiver("http://[::]:0/", allowed);
            receiver.Start();
            using var client = new RawClient(new IPEndPoint(IPAddress.Loopback, receiver.EndPoints[0].Port));
            client.Send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            Assert.Equal(status, client.Read().Status);
        }
    }

    [Fact]
    public void Prefixes_of_one_port_differ_by_their_path()
    {
        int port = FreePort();
        using EventReceiver receiver = Receiver($"http://localhost:{port}/a/", null, $"http://127.0.0.1:{port}/b/");
        receiver.Start();
        foreach ((string path, int status) in new[] { ("/a/", 200), ("/b/", 200), ("/c/", 404) })
        {
            using var client = new RawClient(new IPEndPoint(IPAddress.Loopback, port));
            client.Send($"GET {path} HTTP/1.1\r\nHost: h\r\n\r\n");
            Assert.Equal(status, client.Read().Status);
        }
    }

    [Fact]
    public void Prefixes_that_overlap_are_refused()
    {
        using EventReceiver receiver = Receiver("http://+:8080/a/", null, "http://localhost:8080/b/");
        Assert.Equal("LvbInvalidArgument", Assert.Throws<LvbException>(receiver.Start).ErrorId);
    }

    [Theory]
    [InlineData("http://192.0.2.1:8080/")]
    [InlineData("http://192.0.2.1:0/")]
    public void An_address_of_another_machine_is_an_error(string prefix)
    {
        using EventReceiver receiver = Receiver(prefix);
        var error = Assert.Throws<LvbException>(receiver.Start);
        Assert.Equal("LvbListenFailed", error.ErrorId);
        Assert.Contains("address of this machine", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(prefix, error.Message, StringComparison.Ordinal);
        Assert.Empty(receiver.EndPoints);
    }

    [Fact]
    public void A_port_that_requires_a_privilege_is_explained()
    {
        var error = EventErrors.ListenFailed("http://localhost:80/", IPAddress.Loopback, 80,
            new SocketException((int)SocketError.AccessDenied));
        Assert.Equal("LvbListenFailed", error.ErrorId);
        Assert.Contains(OperatingSystem.IsWindows() ? "excludedportrange" : "CAP_NET_BIND_SERVICE", error.RecommendedAction,
            StringComparison.Ordinal);
        Assert.Contains(OperatingSystem.IsWindows() ? "-Prefix" : "1024", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("end the process", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://+8080/")]
    [InlineData("http://*8080/")]
    [InlineData("http://*.example.com:8098/")]
    [InlineData("http://+.example.com/")]
    [InlineData("http://++:8080/")]
    [InlineData("http://+@localhost:8080/")]
    [InlineData("http://+:8o80/")]
    [InlineData("http://+:/8080:/#x")]
    [InlineData("http://+:/")]
    [InlineData("http://localhost:/8080/")]
    [InlineData("http://[::1]:/lvb/")]
    [InlineData("http://*:")]
    [InlineData("http://0:8080/")]
    [InlineData("http://1:8080/")]
    [InlineData("http://127.1:8080/")]
    [InlineData("http://2130706433:8080/")]
    [InlineData("http://0x7f.0.0.1:8080/")]
    [InlineData("http://0127.0.0.1:8080/")]
    [InlineData("http://127.0.0.01:8080/")]
    [InlineData("http://256.0.0.1:8080/")]
    [InlineData("http://:8080/")]
    [InlineData("http:///8080")]
    public void An_address_that_is_not_what_it_seems_is_refused(string prefix) =>
        Assert.Equal("LvbInvalidArgument", Assert.Throws<LvbException>(() => ListenPrefix.Parse(prefix)).ErrorId);

    [Theory]
    [InlineData("0x0a.0.0.1")]
    [InlineData("10.1")]
    [InlineData("10.0.1")]
    [InlineData("167772161")]
    [InlineData("0x0a000001")]
    [InlineData("010.0.0.1")]
    [InlineData("10.0.0.08")]
    [InlineData("10.00.0.1")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.1.")]
    [InlineData("10.0.0.1.1")]
    [InlineData("10.0.0.-1")]
    [InlineData("10.0.0. 1")]
    [InlineData("\uff11\uff10.0.0.1")]
    [InlineData("10.0.0.1:80")]
    [InlineData("10.0.0.1%1")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/255.0.0.0")]
    [InlineData("10.0.0.*")]
    [InlineData("10.0.0.1-10.0.0.9")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("fe80::1%eth0")]
    [InlineData("fe80::1%1")]
    [InlineData("::ffff:010.0.0.1")]
    [InlineData("::ffff:10.1")]
    [InlineData(":::1")]
    [InlineData("::1::")]
    [InlineData("12345::")]
    public void Addresses_in_other_notations_are_refused(string text) => Assert.Null(CidrBlock.Parse(text));

    [Theory]
    [InlineData("::ffff:10.0.0.0/104", "10.255.0.1", true)]
    [InlineData("::ffff:10.0.0.0/104", "11.0.0.1", false)]
    [InlineData("::ffff:0:0/96", "8.8.8.8", true)]
    [InlineData("::ffff:10.0.0.1", "::ffff:10.0.0.1", true)]
    [InlineData("::/0", "10.0.0.1", false)]
    [InlineData("::/0", "2001:db8::1", true)]
    [InlineData("10.0.0.0/0", "203.0.113.1", true)]
    [InlineData("10.0.0.5/31", "10.0.0.4", true)]
    [InlineData("2001:DB8::/32", "2001:db8:1::", true)]
    public void Networks_contain_the_intended_addresses(string network, string address, bool contains) =>
        Assert.Equal(contains, CidrBlock.Parse(network)!.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData(1024, null, 500, 1024)]
    [InlineData(1024, 65_536L, 500, 1024)]
    [InlineData(1024, 1024L, 200, 760)]
    [InlineData(1024, 256L, 160, 32)]
    [InlineData(1024, 200L, 190, 8)]
    public void With_few_file_descriptors_few_connections_are_accepted(int wanted, long? limit, int open, int connections) =>
        Assert.Equal(connections, DescriptorLimit.Connections(wanted, limit, open));

    [Fact]
    public void Open_files_reduce_the_number_of_connections()
    {
        Assert.SkipUnless(DescriptorLimit.Current is > 1000 and < int.MaxValue && OperatingSystem.IsLinux(), "There is no limit.");
        Assert.Contains($"{DescriptorLimit.Current}", DescriptorLimit.Text, StringComparison.Ordinal);
        int before = DescriptorLimit.Connections(int.MaxValue);
        var open = Enumerable.Range(0, 200).Select(_ => File.OpenRead("/dev/null")).ToList();
        int during = DescriptorLimit.Connections(int.MaxValue);
        open.ForEach(file => file.Dispose());
        Assert.InRange(before - during, 100, 300);
    }

    private static EventReceiver Receiver(string prefix, string? allowed = null, params string[] more) => new(
        new EventReceiverOptions
        {
            Addresses = [ListenPrefix.Parse(prefix), .. more.Select(ListenPrefix.Parse)],
            AllowedAddresses = allowed is null ? [] : [CidrBlock.Parse(allowed)!],
        },
        Signed.Reader());

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
