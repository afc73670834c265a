using System.Net;
using System.Net.Sockets;
using System.Security;

namespace TencentLvb.Unit.Transport;

/// <summary>Clients and calls for tests.</summary>
internal static class Make
{
    public const string KeyText = "unit-test-key-5f0c2e7a91b34d68";

    public static SecureString Key(string text = KeyText)
    {
        var key = new SecureString();
        foreach (var character in text)
        {
            key.AppendChar(character);
        }

        key.MakeReadOnly();
        return key;
    }

    public static TransportSettings Settings { get; } = new() { Timeout = TimeSpan.FromSeconds(5), MaximumRetryCount = 3 };

    public static Lvb2Account Account(Uri address)
    {
        var key = Key();
        return new Lvb2Account
        {
            AppId = 1250000001,
            Endpoint = address,
            StatEndpoint = address,
            Validity = TimeSpan.FromSeconds(60),
            Key = () => key,
        };
    }

    /// <summary>A client that does not pause between attempts.</summary>
    public static Lvb2Client Client(Uri address, ScriptedTime time, Func<TransportSettings, TransportSettings>? change = null) =>
        new(Account(address), new HttpTransport((change ?? (s => s))(Settings), time.Now, time.Delay));

    public static Lvb2Request<int> Query(string stream = "8888_a") => new(
        new WireParameters(Lvb2Interface.ChannelGetStatus).Add("channel_id", stream),
        reply => WireReader.Int(reply.GetOutputObject(), "status") ?? throw new FormatException("no row"));

    public static Lvb2Request<int> SameState(string stream = "8888_a") => new(
        new WireParameters(Lvb2Interface.ChannelManager).Add("channel_id", stream), reply
            => reply.Ret) { WhatMayExist = "the stream might have been suspended", HowToLook = "Run Get-LvbChannelStatus 8888_a." };

    public static Lvb2Request<ulong?> Once(string stream = "8888_a") => new(
        new WireParameters(Lvb2Interface.TapeStart).Add("channel_id", stream),
        reply => WireReader.ULong(reply.GetOutputObject(), "task_id"))
    {
        WhatMayExist = "a recording task of 8888_a might exist",
        HowToLook = "Run Get-LvbTapeFile 8888_a in a while.",
    };

    /// <summary>An address of this machine on which no program listens.</summary>
    public static Uri Refusing()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return new Uri($"http://127.0.0.1:{port}/common_access");
    }
}
