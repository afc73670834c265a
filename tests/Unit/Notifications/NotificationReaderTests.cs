using System.Text;

namespace TencentLvb.Unit.Notifications;

/// <summary>What a reader remembers of refused notifications: only wrong signs, which may follow a key rotation.</summary>
public sealed class NotificationReaderTests
{
    private static readonly byte[] Wrong = Signed.With(Signed.Start, ("sign", new string('0', 32)));

    [Fact]
    public void A_wrong_sign_is_remembered_until_it_is_taken()
    {
        var reader = Signed.Reader();
        Assert.False(reader.HasRefusal);
        Assert.False(reader.TakeRefusal());
        Assert.Equal("LvbEventInvalidSignature", Assert.Throws<LvbException>(() => reader.Read(Wrong, Signed.Now)).ErrorId);
        Assert.True(reader.HasRefusal);
        Assert.True(reader.TakeRefusal());
        Assert.False(reader.HasRefusal);
        Assert.False(reader.TakeRefusal());
    }

    [Fact]
    public void Other_refusals_say_nothing_about_the_key()
    {
        var reader = Signed.Reader();
        Assert.Equal("LvbEventMalformed", Assert.Throws<LvbException>(() => reader.Read("{}"u8.ToArray(), Signed.Now)).ErrorId);
        Assert.Equal("LvbEventExpired", Assert.Throws<LvbException>(() => reader.Read(Signed.Bytes(Signed.Start, 5), Signed.Now)).ErrorId);
        Assert.Equal(Signed.Now, reader.Read(Signed.Bytes(Signed.Start), Signed.Now).Event.ReceivedAt);
        Assert.False(reader.HasRefusal);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void A_byte_order_mark_alone_is_an_empty_text(string name) =>
        Assert.Equal("", BodyText.Read(Encoding.GetEncoding(name).GetPreamble()).Text);

    // A stored block whose padding has the bit of the zlib format.
    [Fact]
    public void Deflate_without_a_header_is_recognized_by_the_checksum_of_the_header() =>
        Assert.Equal("hello"u8.ToArray(), BodyUnpacker.Unpack(
            [0x08, 5, 0, 0xfa, 0xff, (byte)'h', (byte)'e', (byte)'l', (byte)'l', (byte)'o', 1, 0, 0, 0xff, 0xff], "deflate", 100));

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(1, null, false)]
    [InlineData(null, "8888_a", false)]
    public void A_filter_is_open_only_without_conditions(int? type, string? stream, bool isOpen)
    {
        var filter = new EventFilter(type is { } one ? [(LvbEventType)one] : null, stream is null ? null : [stream]);
        Assert.Equal(isOpen, filter.IsOpen);
        var told = new LvbEvent { EventType = LvbEventType.StreamStarted, StreamId = "8888_A" };
        Assert.True(filter.Wants(told));
        told.StreamId = "8888_b";
        Assert.Equal(stream is null, filter.Wants(told));
        told.EventType = LvbEventType.StreamEnded;
        told.StreamId = "8888_a";
        Assert.Equal(type is null, filter.Wants(told));
    }
}
