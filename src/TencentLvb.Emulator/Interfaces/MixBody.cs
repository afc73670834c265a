using System.Globalization;
using System.Text.Json;

namespace TencentLvb.Emulator;

/// <summary>Reads the body of an API 2.0 mix request, and checks only its structure.</summary>
internal static class MixBody
{
    /// <summary>Throws <see cref="ApiError"/> -1 if the body cannot be read.</summary>
    public static MixRequest Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            throw CannotParse("body is not JSON");
        }
    }

    private static MixRequest Read(JsonElement root)
    {
        if (Member(root, "interface") is not { ValueKind: JsonValueKind.Object } outer
            || Member(outer, "para") is not { ValueKind: JsonValueKind.Object } para)
        {
            throw CannotParse("no interface.para");
        }

        if (Text(outer, "interfaceName") != InterfaceTable.Mix)
        {
            throw CannotParse("interfaceName");
        }

        return new MixRequest
        {
            Timestamp = Whole(root, "timestamp"),
            EventId = Whole(root, "eventId") ?? 0,
            AppId = Whole(para, "app_id") ?? 0,
            Action = Text(para, "interface"),
            SessionId = Text(para, "mix_stream_session_id"),
            OutputId = Text(para, "output_stream_id"),
            OutputType = Whole(para, "output_stream_type") ?? 0,
            Bitrate = Number(para, "output_stream_bitrate"),
            Template = Whole(para, "mix_stream_template_id") ?? 0,
            Inputs = ReadInputs(para),
        };
    }

    private static List<MixInput>? ReadInputs(JsonElement para)
    {
        if (Member(para, "input_stream_list") is not { } list)
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw CannotParse("input_stream_list");
        }

        var inputs = new List<MixInput>();
        foreach (var item in list.EnumerateArray())
        {
            var layout = Member(item, "layout_params") ?? default;
            var crop = Member(item, "crop_params") ?? default;
            inputs.Add(new MixInput
            {
                StreamId = Text(item, "input_stream_id"),
                Layer = Whole(layout, "image_layer"),
                Type = Whole(layout, "input_type") ?? 0,
                Width = Number(layout, "image_width"),
                Height = Number(layout, "image_height"),
                X = Number(layout, "location_x"),
                Y = Number(layout, "location_y"),
                Color = Text(layout, "color"),
                PictureId = Whole(layout, "picture_id"),
                CropWidth = Number(crop, "crop_width"),
                CropHeight = Number(crop, "crop_height"),
                CropX = Number(crop, "crop_x"),
                CropY = Number(crop, "crop_y"),
            });
        }

        return inputs;
    }

    private static ApiError CannotParse(string what) => new(MixCodes.CannotParse, "parse error: " + what);

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private static string Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() ?? "" : "";

    /// <summary>Reads a whole number, which some clients send as a string.</summary>
    private static long? Whole(JsonElement parent, string name) => Member(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        { ValueKind: JsonValueKind.String } text when long.TryParse(
            text.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        _ => throw new ApiError(MixCodes.InputParameter, "input param: " + name),
    };

    private static double? Number(JsonElement parent, string name) => Member(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) => value,
        _ => throw new ApiError(MixCodes.StreamParameter, "stream param: " + name),
    };
}
