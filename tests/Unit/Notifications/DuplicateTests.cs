namespace TencentLvb.Unit.Notifications;

/// <summary>Repeats are acknowledged and not emitted. Different events are never treated as repeats.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class DuplicateTests
{
    [Fact]
    public void Repeats_are_acknowledged_and_not_emitted_again()
    {
        using var fixture = new ReceiverFixture();
        fixture.TakeAll();
        foreach (string body in new[] { Signed.Start, Signed.End, Signed.Tape, Signed.Picture, """{"event_type":332,"stream_id":"s"}""" })
        {
            Assert.Equal(200, fixture.Status(Signed.Bytes(body)));
            Assert.Equal(200, fixture.Status(Signed.Bytes(body)));
        }

        Assert.Equal(5, fixture.Emitted.Count);
    }

    [Theory]
    [InlineData(332, "\"session_id\":\"abc\",\"seq\":\"77\",\"record_event\":\"record_error\",\"event_time\":1700000000")]
    [InlineData(321, "\"sequence\":\"5\",\"data_time\":1700000000123")]
    [InlineData(341, "\"session_id\":\"abc\",\"timestamp\":1700000000,\"exception\":{\"type\":\"a\"}")]
    [InlineData(315, "\"task_id\":118148,\"labels\":[1]")]
    [InlineData(317, "\"img\":\"http://pictures.example.com/a.jpg\",\"screenshotTime\":5")]
    public void A_repeat_with_its_own_t_and_sign_is_not_another_event(int kind, string fields)
    {
        using var fixture = new ReceiverFixture();
        fixture.TakeAll();
        string body = $"{{\"event_type\":{kind},\"stream_id\":\"s\",{fields}}}";
        Assert.Equal(200, fixture.Status(Signed.Bytes(body, Signed.T)));
        Assert.Equal(200, fixture.Status(Signed.Bytes(body, Signed.T + 60)));
        Assert.Single(fixture.Emitted);
    }

    [Fact]
    public void Screenshots_with_the_same_name_are_separate_events()
    {
        using var fixture = new ReceiverFixture();
        fixture.TakeAll();
        for (int i = 0; i < 30; i += 10)
        {
            string body = Signed.Picture.Replace("1700000000",
                (1_700_000_000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
            Assert.Equal(200, fixture.Status(Signed.Bytes(body, Signed.T + i)));
        }

        Assert.Equal(3, fixture.Emitted.Count);
    }

    [Fact]
    public void AllowDuplicate_emits_them()
    {
        using var fixture = new ReceiverFixture(duplicates: true);
        fixture.TakeAll();
        Assert.Equal(200, fixture.Status(Signed.Bytes(Signed.Start)));
        Assert.Equal(200, fixture.Status(Signed.Bytes(Signed.Start)));
        Assert.Equal(2, fixture.Emitted.Count);
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 500)]
    public void A_repeat_of_an_event_in_progress_gets_the_same_response(bool taken, int status)
    {
        using var fixture = new ReceiverFixture();
        using RawClient first = fixture.Post(Signed.Bytes(Signed.Start));
        QueuedEvent delivery = fixture.Take();
        using RawClient second = fixture.Post(Signed.Bytes(Signed.Start));
        Assert.True(SpinWait.SpinUntil(() => fixture.Duplicates!.Joined == 1, 20_000));
        Assert.Equal(0, second.Socket.Available);
        delivery.Complete(taken ? EventDisposition.Taken : EventDisposition.Failed);
        Assert.Equal((status, status), (first.Read().Status, second.Read().Status));
    }

    [Fact]
    public void A_failed_event_is_not_remembered()
    {
        using var fixture = new ReceiverFixture();
        using RawClient first = fixture.Post(Signed.Bytes(Signed.Start));
        fixture.Take().Complete(EventDisposition.Failed);
        Assert.Equal(500, first.Read().Status);
        using RawClient second = fixture.Post(Signed.Bytes(Signed.Start));
        fixture.Take().Complete(EventDisposition.Taken);
        Assert.Equal(200, second.Read().Status);
    }
}
