using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TencentLvb.Backends.Api3;

/// <summary>Calls actions by name.</summary>
internal static class RawActions
{
    private static readonly Regex ActionName = new(@"^[A-Za-z][A-Za-z0-9]*\z", RegexOptions.CultureInvariant);

    // The name becomes part of the host name.
    private static readonly Regex ServiceName = new(@"^[a-z][a-z0-9]*\z", RegexOptions.CultureInvariant);
    private static readonly Regex VersionText = new(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}\z", RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, string> Versions = new(StringComparer.Ordinal)
    {
        [Api3Action.LiveService] = Api3Action.LiveVersion,
        [Api3Action.VodService] = Api3Action.VodVersion,
        ["sts"] = "2018-08-13",
    };

    /// <exception cref="LvbException">It is not a valid call of API 3.0.</exception>
    public static LvbOperation<IReadOnlyList<JsonElement>> Operation(Api3Account account, RawCall call)
    {
        var action = Action(call);
        var body = Body(call);
        return new Api3Operation<IReadOnlyList<JsonElement>>(action, StreamOf(body), async (context, cancellation) =>
        {
            try
            {
                return await context.CallAsync(account, Request(action, body), cancellation).ConfigureAwait(false);
            }
            catch (LvbException refused) when (WantsRegion(action, refused))
            {
                // The call was refused before it was processed, so it can be sent again regardless of its retry class.
                action = action with { TakesRegion = true };
                return await context.CallAsync(account, Request(action, body), cancellation).ConfigureAwait(false);
            }
        });
    }

    private static Api3Request<IReadOnlyList<JsonElement>> Request(Api3Action action, JsonObject body) => new(action, body, Fields)
    {
        Stream = StreamOf(body),
        HowToLook = RawHints.HowToLook(action.Name, body) ?? TransportMessage.LookAtTheAccount,
    };

    private static Api3Action Action(RawCall call)
    {
        if (call.Statistics)
        {
            throw LvbErrors.NotSupported("API 3.0 has no statistics host: -Statistics does not apply.", "Omit -Statistics.");
        }

        if (!ActionName.IsMatch(call.Interface))
        {
            throw LvbErrors.InvalidArgument(
                $"-Interface '{call.Interface}' is not a valid API 3.0 action name.",
                "Specify an action from Tencent Cloud's documentation, for example DescribeLiveStreamState. "
                    + "(This connection uses API 3.0.)");
        }

        var service = call.Service ?? Api3Action.LiveService;
        if (!ServiceName.IsMatch(service))
        {
            throw LvbErrors.InvalidArgument(
                $"-Service '{service}' is not a valid product name.",
                "Specify the product in lowercase, for example live or vod.");
        }

        var version = call.Version ?? (Versions.TryGetValue(service, out var known) ? known : throw LvbErrors.InvalidArgument(
            $"The API version of the product '{service}' is not known.", "Specify it with -Version, for example -Version 2017-03-12."));
        return VersionText.IsMatch(version)
            ? Api3Action.Of(char.ToUpperInvariant(call.Interface[0]) + call.Interface.Substring(1), service, version)
            : throw LvbErrors.InvalidArgument($"-Version '{version}' is not a valid version.", "Specify a date, for example 2018-08-01.");
    }

    private static JsonObject Body(RawCall call)
    {
        if (call.Body is not null && call.Parameters is { Count: > 0 })
        {
            throw LvbErrors.InvalidArgument(
                "-Parameter and -Body are both specified.",
                "An API 3.0 action accepts a single JSON object. Specify either -Parameter or -Body.");
        }

        if ((call.Body ?? call.ParametersAsJson?.Invoke()) is not { } json)
        {
            return [];
        }

        return JsonNode.Parse(json) as JsonObject ?? throw LvbErrors.InvalidArgument(
            "The parameters of an action must be a single JSON object.", "Specify a hashtable, or JSON text that begins with {.");
    }

    private static bool WantsRegion(Api3Action action, LvbException refused) =>
        !action.TakesRegion && refused.Code == "MissingParameter" && refused.ApiMessage?.IndexOf("Region", StringComparison.Ordinal) >= 0;

    private static string? StreamOf(JsonObject body) =>
        body["StreamName"] is JsonValue value && value.TryGetValue<string>(out var stream) ? stream : null;

    /// <summary>Returns the fields of the response except for those of its envelope.</summary>
    private static IReadOnlyList<JsonElement> Fields(Api3Response response)
    {
        var fields = JsonObject.Create(response.Fields.Clone())!;
        fields.Remove("RequestId");
        return [JsonSerializer.SerializeToElement(fields)];
    }
}
