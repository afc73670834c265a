using System.Text;

namespace TencentLvb.Unit.Backends.Lvb2;

/// <summary>What is sent of a request, and how a response is read.</summary>
internal static class Wire
{
    public static string Names(this Lvb2Request request) =>
        request.Interface.Name + " " + string.Join('&', request.Parameters.Select(p => p.Name + "=" + p.Value));

    public static string Json(this Lvb2Request request, long unixTime) => Encoding.UTF8.GetString(request.Body!(unixTime));

    public static T Reads<T>(this Lvb2Request<T> request, string answer)
    {
        using var reply = Lvb2Response.TryParse(Encoding.UTF8.GetBytes(answer));
        return request.Read(reply!);
    }

    public static string Output(string output) => """{"errmsg":"","message":"","output":""" + output + ""","ret":0,"retcode":0}""";

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    public static string Refused(Action action)
    {
        var error = Assert.Throws<LvbException>(action);
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.NotEqual("", error.RecommendedAction);
        return error.Message;
    }
}
