using TencentLvb.Emulator;

namespace TencentLvb.Unit.Emulator.Api3;

/// <summary>Rules that apply to every action.</summary>
public sealed class ActionTests
{
    public static TheoryData<string> Names() => [.. ActionTable.All.Select(action => action.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_unknown_parameter_is_refused(string name)
    {
        using var emulator = EmulatorOf(name);
        Assert.Equal("UnknownParameter", emulator.Code(Request(name, """{"Nonsense":1}""")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_missing_required_parameter_is_named(string name)
    {
        using var emulator = EmulatorOf(name);
        var required = Find(name).Required.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var missing in required)
        {
            var others = required.Where(one => one != missing).Select(one => $"\"{one}\":{(one == "OutputParams" ? "{}" : "[]")}");
            var error = emulator.Response(Request(name, "{" + string.Join(',', others) + "}")).GetProperty("Error");
            Assert.Equal("MissingParameter", error.GetProperty("Code").GetString());
            Assert.Equal($"The request is missing a required parameter `{missing}`.", error.GetProperty("Message").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_region_is_required_where_the_action_has_one(string name)
    {
        using var emulator = EmulatorOf(name, LvbEmulatorShape.RegionStrict);
        var region = Find(name).Region;
        var body = """{"Nonsense":1}""";
        Assert.Equal(region == RegionUse.Required ? "MissingParameter" : "UnknownParameter", emulator.Code(
            Request(name, body) with { Region = null }));
        Assert.Equal(region == RegionUse.None ? "InvalidParameter" : "UnknownParameter", emulator.Code(
            Request(name, body) with { Region = "ap-guangzhou" }));
        Assert.Equal(
            region switch { RegionUse.None => "InvalidParameter", RegionUse.Required => "UnsupportedRegion", _ => "UnknownParameter" },
            emulator.Code(Request(name, body) with { Region = "mars-north" }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_action_is_available_only_on_its_site(string name)
    {
        foreach (var site in new[] { LvbSite.China, LvbSite.International })
        {
            using var emulator = site == LvbSite.China ? new TestEmulator() : TestEmulator.International();
            var expected = Find(name).Site is { } only && only != site ? "InvalidAction" : "UnknownParameter";
            Assert.Equal(expected, emulator.Code(Request(name, """{"Nonsense":1}""")));
        }
    }

    private static TencentLvb.Emulator.Api3Action Find(string name) => ActionTable.All.Single(action => action.Name == name);

    private static TestEmulator EmulatorOf(string name, params LvbEmulatorShape[] shapes) =>
        Find(name).Site == LvbSite.International ? TestEmulator.International(shapes: shapes) : new TestEmulator(shapes);

    private static RawApi3Request Request(string name, string body)
    {
        var service = Find(name).Service;
        return new RawApi3Request(name, body) { Service = service, Version = ActionTable.VersionOf(service)!, Region = "ap-guangzhou" };
    }
}
