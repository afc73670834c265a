using System.Text;

namespace TencentLvb.Unit.Backends.Api3;

public sealed class Api3ResponseTests
{
    private const string Id = "00000000-0000-4000-8000-000000000001";

    [Fact]
    public void Reads_the_frame_of_a_response()
    {
        using var response = Parse($$$"""{"Response":{"StreamState":"active","RequestId":"{{{Id}}}"}}""")!;
        Assert.Equal(Id, response.RequestId);
        Assert.Null(response.ErrorCode);
        Assert.Null(response.DeprecatedWarning);
        Assert.Equal("active", WireReader.Text(response.Fields, "StreamState"));
    }

    [Theory]
    [InlineData("""{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"Check."},"RequestId":"x"}}""")]
    [InlineData("""{"Response":{"RequestId":"x","Error":{"Message":"Check.","Code":"AuthFailure.SignatureFailure"}}}""")]
    [InlineData("""{"Response":{"TotalNum":1,"Error":{"Code":"AuthFailure.SignatureFailure","Message":"Check."}}}""")]
    public void An_error_member_makes_a_response_an_error(string body)
    {
        using var response = Parse(body)!;
        Assert.Equal("AuthFailure.SignatureFailure", response.ErrorCode);
        Assert.Equal("Check.", response.ErrorMessage);
    }

    [Fact]
    public void An_error_may_have_no_text()
    {
        using var failed = Parse("""{"Response":{"Error":{"Code":"InternalError"},"RequestId":"x"}}""")!;
        using var done = Parse("""{"Response":{"RequestId":"x"}}""")!;
        Assert.Equal(("", ""), (failed.ErrorMessage, done.ErrorMessage));
    }

    [Fact]
    public void A_null_error_is_not_an_error()
    {
        using var response = Parse("""{"Response":{"Error":null,"DeprecatedWarning":"Use another action.","RequestId":"x"}}""")!;
        Assert.Null(response.ErrorCode);
        Assert.Equal("Use another action.", response.DeprecatedWarning);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>502</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Response":null}""")]
    [InlineData("""{"Response":[]}""")]
    [InlineData("""{"Response":{}}""")]
    [InlineData("""{"Response":{"StreamState":"active"}}""")]
    [InlineData("""{"Response":{"Error":{},"RequestId":"x"}}""")]
    [InlineData("""{"Response":{"Error":"broken","RequestId":"x"}}""")]
    [InlineData("""{"Response":{"RequestId":"x"}""")]
    [InlineData("""{"ret":0,"message":"","output":[]}""")]
    public void A_response_with_another_frame_is_refused(string body) => Assert.Null(Parse(body));

    [Fact]
    public void A_byte_order_mark_is_skipped()
    {
        using var response = Api3Response.TryParse([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("""{"Response":{"RequestId":"x"}}""")]);
        Assert.NotNull(response);
    }

    [Theory]
    [InlineData("""{"Response":{"RequestId":"x"}}""", 0)]
    [InlineData("""{"Response":{"List":null,"RequestId":"x"}}""", 0)]
    [InlineData("""{"Response":{"List":[],"RequestId":"x"}}""", 0)]
    [InlineData("""{"Response":{"List":[null,{"A":1}],"RequestId":"x"}}""", 1)]
    public void Lists_may_be_missing_null_or_empty(string body, int count)
    {
        using var response = Parse(body)!;
        Assert.Equal(count, response.Objects("List").Count());
    }

    [Theory]
    [InlineData("""{"Response":{"List":"none","RequestId":"x"}}""")]
    [InlineData("""{"Response":{"List":[1],"RequestId":"x"}}""")]
    public void A_list_with_other_contents_is_refused(string body)
    {
        using var response = Parse(body)!;
        var error = Assert.Throws<FormatException>(() => response.Objects("List").ToList());
        Assert.Contains("List", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<FormatException>(() => Api3Response.Required(response.Fields, "TaskId"));
        Assert.Contains("TaskId", error.Message, StringComparison.Ordinal);
    }

    private static Api3Response? Parse(string body) => Api3Response.TryParse(Encoding.UTF8.GetBytes(body));
}
