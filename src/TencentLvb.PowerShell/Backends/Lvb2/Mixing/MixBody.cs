using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Creates the JSON bodies of Mix_StreamV2.</summary>
internal static class MixBody
{
    public static byte[] Start(MixCall call, long unixTime, MixRequest mix) =>
        Write(call, unixTime, "mix_streamv2.start_mix_stream_advanced", json =>
        {
            if (mix.NewStream)
            {
                json.WriteNumber("output_stream_type", 1);
            }

            Number(json, "output_stream_bitrate", mix.Bitrate);
            Number(json, "mix_stream_template_id", mix.TemplateId);
            json.WriteStartArray("input_stream_list");
            foreach (var input in mix.Inputs)
            {
                Input(json, input);
            }

            json.WriteEndArray();
        });

    public static byte[] Cancel(MixCall call, long unixTime) =>
        Write(call, unixTime, "mix_streamv2.cancel_mix_stream", _ => { });

    private static byte[] Write(MixCall call, long unixTime, string operation, Action<Utf8JsonWriter> rest)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("timestamp", unixTime);
            json.WriteNumber("eventId", call.EventId);
            json.WriteStartObject("interface");
            json.WriteString("interfaceName", "Mix_StreamV2");
            json.WriteStartObject("para");
            json.WriteNumber("app_id", call.AppId);
            json.WriteString("interface", operation);
            json.WriteString("mix_stream_session_id", call.SessionId);
            json.WriteString("output_stream_id", call.OutputStreamId);
            rest(json);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Input(Utf8JsonWriter json, LvbMixInput input)
    {
        json.WriteStartObject();
        json.WriteString("input_stream_id", input.StreamId);
        json.WriteStartObject("layout_params");
        json.WriteNumber("image_layer", input.Layer);
        json.WriteNumber("input_type", (int)input.Type);
        Number(json, "image_width", input.Width);
        Number(json, "image_height", input.Height);
        Number(json, "location_x", input.X);
        Number(json, "location_y", input.Y);
        if (input.Color is not null)
        {
            json.WriteString("color", input.Color);
        }

        Number(json, "picture_id", input.PictureId);
        json.WriteEndObject();
        if (input.CropWidth is not null)
        {
            json.WriteStartObject("crop_params");
            Number(json, "crop_width", input.CropWidth);
            Number(json, "crop_height", input.CropHeight);
            Number(json, "crop_x", input.CropX);
            Number(json, "crop_y", input.CropY);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        // Converts to decimal first, because .NET Framework would write 0.3 as 0.29999999999999999.
        if (value is { } number)
        {
            json.WriteNumber(name, (decimal)number);
        }
    }
}

/// <summary>Represents the common parameters of all Mix_StreamV2 calls.</summary>
internal sealed record MixCall(long AppId, string SessionId, string OutputStreamId)
{
    private static readonly Random Random = new();

    /// <summary>Gets a positive number that identifies the call. All attempts of a call use the same number.</summary>
    public int EventId { get; init; } = NextEventId();

    private static int NextEventId()
    {
        lock (Random)
        {
            return Random.Next(1, int.MaxValue);
        }
    }
}
