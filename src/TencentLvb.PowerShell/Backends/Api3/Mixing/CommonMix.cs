using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>CreateCommonMixStream and CancelCommonMixStream: mixes of streams, identified by their session ID.</summary>
internal static class CommonMix
{
    public static Api3Request<StreamMix> Start(MixRequest mix, MixLimits limits)
    {
        MixRules.Check(mix, limits);
        var body = new JsonObject
        {
            ["MixStreamSessionId"] = mix.SessionId,
            ["OutputParams"] = Output(mix),
            ["InputStreamList"] = new JsonArray([.. mix.Inputs.Select(Input)]),
        };
        if (mix.TemplateId is { } template)
        {
            body["MixStreamTemplateId"] = template;
        }

        // A new stream with a single input would cancel the mix unless the request specifies that a copy is intended.
        if (mix.NewStream && mix.Inputs.Count == 1)
        {
            body["ControlParams"] = new JsonObject { ["AllowCopy"] = 1 };
        }

        var result = new StreamMix
        {
            SessionId = mix.SessionId,
            OutputStreamId = mix.OutputStreamId,
            InputStreamId = mix.Inputs.Select(i => i.StreamId).ToArray(),
        };
        return new Api3Request<StreamMix>(Api3Action.CreateMix, body, _ => result)
        {
            WhatMayExist = $"the mix '{mix.SessionId}' might be running, with the output '{mix.OutputStreamId}'",
            HowToLook = "Start the mix again, or end it: Stop-LvbStreamMix "
                + $"-SessionId {CommandText.Quote(mix.SessionId)} -OutputStreamId {CommandText.Quote(mix.OutputStreamId)}",
        };
    }

    /// <summary>Cancels a mix. The action has no parameter for the output.</summary>
    public static Api3Request<StreamMix> Cancel(StreamMix mix) => new(
        Api3Action.CancelMix, new JsonObject { ["MixStreamSessionId"] = mix.SessionId }, _ => mix)
    {
        DoneWhenNotFound = true,
        WhatMayExist = $"the mix '{mix.SessionId}' might have ended",
        HowToLook = "Stop the mix again. The error LvbApi.FailedOperation.CancelSessionNotExist or "
            + "LvbApi.InvalidParameter.CancelSessionNotExist means that the mix has ended.",
    };

    private static JsonObject Output(MixRequest mix)
    {
        var output = new JsonObject { ["OutputStreamName"] = mix.OutputStreamId, ["OutputStreamType"] = mix.NewStream ? 1 : 0 };
        return mix.Bitrate is { } bitrate ? output.With("OutputStreamBitRate", bitrate) : output;
    }

    private static JsonNode Input(LvbMixInput input)
    {
        var layout = new JsonObject { ["ImageLayer"] = input.Layer, ["InputType"] = (int)input.Type };
        Add(layout, "ImageWidth", input.Width);
        Add(layout, "ImageHeight", input.Height);
        Add(layout, "LocationX", input.X);
        Add(layout, "LocationY", input.Y);
        layout.With("Color", input.Color);
        Add(layout, "WatermarkId", input.PictureId);
        var result = new JsonObject { ["InputStreamName"] = input.StreamId, ["LayoutParams"] = layout };
        if (input.CropWidth is not null)
        {
            var crop = new JsonObject();
            Add(crop, "CropWidth", input.CropWidth);
            Add(crop, "CropHeight", input.CropHeight);
            Add(crop, "CropStartLocationX", input.CropX);
            Add(crop, "CropStartLocationY", input.CropY);
            result["CropParams"] = crop;
        }

        return result;
    }

    private static void Add(JsonObject parent, string name, double? value)
    {
        // Converts to decimal first, because .NET Framework would write 0.3 as 0.29999999999999999.
        if (value is { } number)
        {
            parent[name] = (decimal)number;
        }
    }
}
