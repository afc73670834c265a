namespace TencentLvb.Unit.Operations;

public sealed class MixRuleTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("Evening_Show_2026")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890")]
    public void A_session_id_has_1_to_80_letters_digits_and_underscores(string id) => MixRules.CheckNames(id, "out");

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a-b")]
    [InlineData("a\n")]
    [InlineData("é")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890123456789012345678901")]
    public void Any_other_session_id_is_refused(string id)
        => Assert.Contains("-SessionId", Wire.Refused(() => MixRules.CheckNames(id, "out")), StringComparison.Ordinal);

    [Fact]
    public void An_output_id_is_limited_in_bytes()
    {
        MixRules.CheckNames("s", new string('é', 40));
        Wire.Refused(() => MixRules.CheckNames("s", new string('é', 41)));
        Wire.Refused(() => MixRules.CheckNames("s", " "));
    }

    [Fact]
    public void The_output_is_one_of_the_inputs_unless_it_is_a_new_stream()
    {
        LvbMixInput[] inputs = [new("a", 1), new("b", 2)];
        MixRules.CheckInputs("a", newStream: false, inputs);
        MixRules.CheckInputs("c", newStream: true, inputs);
        Wire.Refused(() => MixRules.CheckInputs("c", newStream: false, inputs));
        Wire.Refused(() => MixRules.CheckInputs("a", newStream: true, inputs));
    }

    [Fact]
    public void There_are_1_to_16_inputs()
    {
        var many = Enumerable.Range(1, 17).Select(n => new LvbMixInput("s" + n, 1)).ToArray();
        MixRules.CheckInputs("s1", newStream: false, many[..1]);
        MixRules.CheckInputs("s1", newStream: false, many[..16]);
        Wire.Refused(() => MixRules.CheckInputs("s1", newStream: false, many));
        Wire.Refused(() => MixRules.CheckInputs("s1", newStream: false, []));
    }

    [Fact]
    public void An_audio_only_canvas_needs_a_size()
    {
        var sound = new LvbMixInput("a", 2) { Type = LvbMixInputType.Audio };
        var bare = new LvbMixInput("c", 1) { Type = LvbMixInputType.Canvas, Width = 1280 };
        var sized = new LvbMixInput("c", 1) { Type = LvbMixInputType.Canvas, Width = 1280, Height = 720 };
        Wire.Refused(() => MixRules.CheckInputs("x", newStream: true, [bare, sound]));
        MixRules.CheckInputs("x", newStream: true, [sized, sound]);
        MixRules.CheckInputs("x", newStream: true, [bare, sound, new("v", 3)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3000)]
    [InlineData(0.01)]
    [InlineData(0.99)]
    public void A_length_is_pixels_or_a_fraction(double length)
        => MixRules.CheckInput(new LvbMixInput("a", 1) { Width = length, Height = length, X = length, Y = length });

    [Theory]
    [InlineData(-1)]
    [InlineData(3000.5)]
    [InlineData(0.005)]
    [InlineData(0.995)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Any_other_length_is_refused(double length)
    {
        Assert.Contains("-Width", Wire.Refused(() => MixRules.CheckInput(new LvbMixInput("a", 1) { Width = length })),
            StringComparison.Ordinal);
        Assert.Contains("-Y", Wire.Refused(() => MixRules.CheckInput(new LvbMixInput("a", 1) { Y = length })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_crop_has_both_sizes_and_is_within_3000_pixels()
    {
        MixRules.CheckInput(new LvbMixInput("a", 1) { CropWidth = 10, CropHeight = 3000, CropX = 0, CropY = 0 });
        Wire.Refused(() => MixRules.CheckInput(new LvbMixInput("a", 1) { CropWidth = 10 }));
        Wire.Refused(() => MixRules.CheckInput(new LvbMixInput("a", 1) { CropX = 10 }));
        Wire.Refused(() => MixRules.CheckInput(new LvbMixInput("a", 1) { CropWidth = 10, CropHeight = 3001 }));
        Wire.Refused(() => MixRules.CheckInput(new LvbMixInput("a", 1) { CropWidth = 10, CropHeight = 10, CropY = -1 }));
    }

    [Fact]
    public void Picture_and_color_require_their_types()
    {
        MixRules.CheckInput(new LvbMixInput("a", 1) { Type = LvbMixInputType.Picture, PictureId = 1 });
        Wire.Refused(() => MixRules.CheckInput(new LvbMixInput("a", 1) { Type = LvbMixInputType.Picture }));
        Wire.Refused(() => MixRules.CheckInput(new LvbMixInput("a", 1) { PictureId = 1 }));
        Wire.Refused(() => MixRules.CheckInput(new LvbMixInput("a", 1) { Color = "0x000000" }));
    }

    [Theory]
    [InlineData("#00ff7f", "0x00FF7F")]
    [InlineData("0XabCDef", "0xABCDEF")]
    public void Colors_have_two_formats(string given, string wire) => Assert.Equal(wire, MixRules.Color(given));

    [Theory]
    [InlineData("")]
    [InlineData("00ff7f")]
    [InlineData("#00ff7")]
    [InlineData("red")]
    public void Any_other_color_is_refused(string given) => Wire.Refused(() => MixRules.Color(given));
}
