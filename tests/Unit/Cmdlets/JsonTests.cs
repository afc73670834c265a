using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Numerics;
using System.Text;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>The JSON of Invoke-LvbApi: request bodies and outputs.</summary>
public sealed class JsonTests
{
    private static string Body(object body) => Encoding.UTF8.GetString(JsonBody.Write(body));

    private static object?[] Output(string answer)
    {
        using var reply = Lvb2Response.TryParse(Encoding.UTF8.GetBytes(answer));
        return [.. RawRequest.Output(reply!).Select(JsonObjects.Value)];
    }

    [Fact]
    public void JSON_text_is_sent_unchanged() => Assert.Equal("""{ "a": 1.50 }""", Body("""{ "a": 1.50 }"""));

    [Fact]
    public void Tables_objects_lists_and_plain_values_become_JSON()
    {
        var data = new PSObject();
        data.Properties.Add(new PSNoteProperty("on", true));
        data.Properties.Add(new PSNoteProperty("list", new object?[] { 1, "x", null, 0.5, 18446744073709551615UL }));
        Assert.Equal(
            """{"name":"n","data":{"on":true,"list":[1,"x",null,0.5,18446744073709551615]},"empty":{}}""",
            Body(new OrderedDictionary { ["name"] = PSObject.AsPSObject("n"), ["data"] = data, ["empty"] = new Hashtable() }));
    }

    [Fact]
    public void Other_bodies_are_refused()
    {
        var self = new Hashtable();
        self["self"] = self;
        Wire.Refused(() => Body("no json"));
        Wire.Refused(() => Body(7));
        Wire.Refused(() => Body(new Version(1, 2)));
        Wire.Refused(() => Body(self));
        Wire.Refused(() => Body(new Hashtable { ["t"] = DateTimeOffset.UnixEpoch }));
        Wire.Refused(() => Body(new Hashtable { ["v"] = new Version(1, 2) }));
        Wire.Refused(() => Body(new Hashtable { ["n"] = double.NaN }));
    }

    [Fact]
    public void An_output_becomes_objects_with_exact_numbers()
    {
        var row = Assert.IsType<PSObject>(Assert.Single(Output(Wire.Output(
            """{"i":5,"big":9531622708116201570,"huge":79228162514264337593543950336,"f":0.25,"b":true,"n":null,"s":"x","a":[1,"""
                + """{"k":"v"}]}"""))));
        Assert.Equal(5L, row.Properties["i"].Value);
        Assert.Equal(9531622708116201570UL, row.Properties["big"].Value);
        Assert.Equal(BigInteger.Parse("79228162514264337593543950336", System.Globalization.CultureInfo.InvariantCulture),
            row.Properties["huge"].Value);
        Assert.Equal(0.25, row.Properties["f"].Value);
        Assert.Equal(true, row.Properties["b"].Value);
        Assert.Null(row.Properties["n"].Value);
        var list = Assert.IsType<object?[]>(row.Properties["a"].Value);
        Assert.Equal("v", ((PSObject)list[1]!).Properties["k"].Value);
    }

    [Fact]
    public void An_array_is_emitted_element_by_element() =>
        Assert.Equal(["a", 2L], Output(Wire.Output("""["a",2]""")));

    [Theory]
    [InlineData("""{"ret":0,"message":""}""")]
    [InlineData("""{"ret":0,"message":"","output":null}""")]
    [InlineData("""{"ret":0,"message":"","output":{}}""")]
    [InlineData("""{"ret":0,"message":"","output":[]}""")]
    [InlineData("""{"ret":10003,"message":"no data","output":{"a":1}}""")]
    public void No_output_emits_nothing(string answer) => Assert.Empty(Output(answer));

    [Fact]
    public void A_mixing_response_has_no_output_and_is_emitted_whole() =>
        Assert.Equal("77", ((PSObject)Assert.Single(Output("""{"code":0,"message":"Success!","event_id":"77"}"""))!)
            .Properties["event_id"].Value);

    [Fact]
    public void Names_that_differ_only_in_case_or_are_empty_do_no_harm()
    {
        var row = (PSObject)Assert.Single(Output(Wire.Output("""{"a":1,"A":2,"":3}""")))!;
        Assert.Equal(2, row.Properties.Count());
        Assert.Equal(2L, row.Properties["a"].Value);
        Assert.Equal(3L, row.Properties["_"].Value);
    }

    [Theory]
    [InlineData("""{"psobject":1,"x":5}""", "_psobject")]
    [InlineData("""{"PSTypeNames":1,"x":5}""", "_PSTypeNames")]
    [InlineData("""{"psbase":1,"x":5}""", "_psbase")]
    [InlineData("""{"psadapted":1,"x":5}""", "_psadapted")]
    [InlineData("""{"psextended":1,"x":5}""", "_psextended")]
    [InlineData("""{"\ud800":1,"x":5}""", "_")]
    [InlineData("""{"\udc00a":1,"x":5}""", "_")]
    public void A_name_that_PowerShell_refuses_does_not_lose_the_response(string row, string name)
    {
        var read = (PSObject)Assert.Single(Output(Wire.Output(row)))!;
        Assert.Equal(5L, read.Properties["x"].Value);
        Assert.Equal(1L, read.Properties[name].Value);
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e400")]
    public void A_number_that_does_not_fit_a_double_stays_text(string number)
        => Assert.Equal(number, Assert.Single(Output(Wire.Output($"[{number}]"))));

    [Fact]
    public void An_endless_number_is_read_without_delay()
    {
        var number = new string('9', 20_000_000);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(number, Assert.Single(Output(Wire.Output($"[{number}]"))));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
