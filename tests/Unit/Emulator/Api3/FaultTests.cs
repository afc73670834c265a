using System.Net;
using TencentLvb.Emulator;

namespace TencentLvb.Unit.Emulator.Api3;

public sealed class FaultTests : IDisposable
{
    private const string Drop = "DropLiveStream";
    private readonly TestEmulator emulator = new();

    public FaultTests() => emulator.Push("a");

    public void Dispose() => emulator.Dispose();

    [Theory]
    [InlineData(LvbEmulatorFaultKind.SystemError, "InternalError")]
    [InlineData(LvbEmulatorFaultKind.FrequencyLimit, "RequestLimitExceeded")]
    [InlineData(LvbEmulatorFaultKind.TimeExpired, "AuthFailure.SignatureExpire")]
    [InlineData(LvbEmulatorFaultKind.SignInvalid, "AuthFailure.SignatureFailure")]
    [InlineData(LvbEmulatorFaultKind.NotActivated, "ResourceNotFound.StopService")]
    [InlineData(LvbEmulatorFaultKind.Unauthorized, "AuthFailure.UnauthorizedOperation")]
    public void A_refusal_processes_nothing(LvbEmulatorFaultKind kind, string code)
    {
        Add(kind);
        var error = Cut().GetProperty("Error");
        Assert.Equal(code, error.GetProperty("Code").GetString());
        Assert.NotEmpty(error.GetProperty("Message").GetString()!);
        Assert.Equal("active", emulator.State("a"));
    }

    [Fact]
    public void A_refusal_of_access_management_names_the_action()
    {
        Add(LvbEmulatorFaultKind.Unauthorized);
        var response = Cut();
        Assert.Equal(
            $"[request id:{response.GetProperty("RequestId").GetString()}]you are not authorized to perform operation "
                + "(live:DropLiveStream)\nresource (*) has no permission",
            response.GetProperty("Error").GetProperty("Message").GetString());
    }

    [Theory]
    [InlineData("InternalError.ConfigNotExist", "InternalError.ConfigNotExist", 1)]
    [InlineData("1999", null, 1999)]
    public void A_code_affects_the_service_that_it_belongs_to(string asked, string? code, int ret)
    {
        emulator.Engine.AddFault(new EmulatorFault("*", LvbEmulatorFaultKind.ErrorCode) { Code = asked });
        Assert.Equal(code, emulator.Code(Drop, TestEmulator.Stream("nobody")));
        Assert.Equal(ret == 1999 ? 1999 : 0, emulator.Ret("Live_Channel_GetStatus", ("Param.s.channel_id", "a")));
    }

    [Fact]
    public void A_fault_that_only_the_other_service_has_is_not_applied()
    {
        Add(LvbEmulatorFaultKind.EmptyResponse, "*");
        Add(LvbEmulatorFaultKind.Unauthorized, "*");
        Assert.Equal(1, emulator.Status("a"));
        emulator.Engine.ClearFaults(null, null);
        Add(LvbEmulatorFaultKind.NoReturnData, "*");
        Assert.Equal("active", emulator.State("a"));
    }

    [Theory]
    [InlineData(LvbEmulatorFaultKind.Http403, 403, true)]
    [InlineData(LvbEmulatorFaultKind.Http429, 429, true)]
    [InlineData(LvbEmulatorFaultKind.Http500, 500, true)]
    [InlineData(LvbEmulatorFaultKind.Http503, 503, true)]
    [InlineData(LvbEmulatorFaultKind.Http502, 502, false)]
    public void Statuses_other_than_200_come_from_the_network(LvbEmulatorFaultKind kind, int status, bool unprocessed)
    {
        Add(kind);
        using var answer = emulator.Send(new RawApi3Request(Drop, TestEmulator.Stream("a")));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(kind == LvbEmulatorFaultKind.Http502, answer.Content.Headers.ContentType?.MediaType == "text/html");
        Assert.Equal(unprocessed ? "active" : "inactive", emulator.State("a"));
    }

    [Theory]
    [InlineData(LvbEmulatorFaultKind.EmptyReply, "")]
    [InlineData(LvbEmulatorFaultKind.EmptyResponse, "{\"Response\":{}}")]
    [InlineData(LvbEmulatorFaultKind.Garbage, "<html>")]
    [InlineData(LvbEmulatorFaultKind.WrongShape, "{\"errmsg\":[1]")]
    public void Corrupted_responses_belong_to_processed_requests(LvbEmulatorFaultKind kind, string start)
    {
        Add(kind);
        using var answer = emulator.Send(new RawApi3Request(Drop, TestEmulator.Stream("a")));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = TestEmulator.Text(answer);
        Assert.True(start.Length == 0 ? text.Length == 0 : text.StartsWith(start, StringComparison.Ordinal), text);
        Assert.Equal("inactive", emulator.State("a"));
    }

    [Theory]
    [InlineData(LvbEmulatorFaultKind.DropBeforeReading, "active")]
    [InlineData(LvbEmulatorFaultKind.DropAfterReading, "active")]
    [InlineData(LvbEmulatorFaultKind.DropAfterProcessing, "inactive")]
    [InlineData(LvbEmulatorFaultKind.Reset, "active")]
    [InlineData(LvbEmulatorFaultKind.ResetAfterProcessing, "inactive")]
    [InlineData(LvbEmulatorFaultKind.HalfAnswer, "inactive")]
    public void A_connection_breaks_before_or_after_processing(LvbEmulatorFaultKind kind, string state)
    {
        Add(kind);
        var failure = Record.Exception(() =>
        {
            using var answer = emulator.Send(new RawApi3Request(Drop, TestEmulator.Stream("a")));
            TestEmulator.Text(answer);
        });
        Assert.True(failure is HttpRequestException or IOException, failure?.ToString());
        Assert.Equal(state, emulator.State("a"));
    }

    [Fact]
    public void A_skewed_clock_shows_in_the_date_and_judges_the_timestamp()
    {
        emulator.Engine.AddFault(new EmulatorFault(Drop, LvbEmulatorFaultKind.ClockSkew) { Time = TimeSpan.FromHours(2) });
        using var answer = emulator.Send(new RawApi3Request(Drop, TestEmulator.Stream("a")));
        Assert.Contains("AuthFailure.SignatureExpire", TestEmulator.Text(answer), StringComparison.Ordinal);
        Assert.InRange(answer.Headers.Date!.Value - emulator.Clock.UtcNow, TimeSpan.FromMinutes(119), TimeSpan.FromMinutes(121));
        Assert.Null(emulator.Code(new RawApi3Request(Drop, TestEmulator.Stream("a")) { Skew = 7200 }));
        Assert.Equal("inactive", emulator.State("a"));
    }

    [Fact]
    public void A_pattern_matches_actions_too_and_an_applied_fault_is_recorded()
    {
        emulator.Engine.AddFault(new EmulatorFault("drop*", LvbEmulatorFaultKind.SystemError) { Count = 1 });
        Cut();
        Cut();
        Assert.Equal(["SystemError", "OK"], emulator.Engine.GetRequests().Select(request => request.Answer));
        Assert.Throws<ArgumentException>(() => emulator.Engine.AddFault(new EmulatorFault("DropNothing", LvbEmulatorFaultKind.Reset)));
    }

    private void Add(LvbEmulatorFaultKind kind, string name = Drop) => emulator.Engine.AddFault(new EmulatorFault(name, kind));

    private System.Text.Json.JsonElement Cut() => emulator.Response(Drop, TestEmulator.Stream("a"));
}
