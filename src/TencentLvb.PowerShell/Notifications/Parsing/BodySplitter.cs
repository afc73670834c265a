using System.Text;
using System.Text.Json;

namespace TencentLvb.Notifications;

/// <summary>
/// Finds the notifications in a text: one body, several in sequence or in an array, or the envelope of an API gateway or a webhook, as
/// JSON or in the notation of Azure Automation's runtime 7.2.
/// </summary>
internal static class BodySplitter
{
    // Envelopes can be nested, but not more deeply than this.
    private const int MaxEnvelopes = 4;

    private static readonly JsonReaderOptions Tolerant = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Returns the bodies in the text.</summary>
    /// <returns>False if there are none. Then the text itself is the body, and the parser reports what is wrong with it.</returns>
    public static bool TrySplit(string text, out List<string> bodies, int envelopes = 0)
    {
        bodies = [];
        var plain = BodyText.WithoutMark(text);
        var spaced = LenientJson.PlainSpaces(plain);
        if (TryReadAll(plain, out var documents) || (!ReferenceEquals(spaced, plain) && TryReadAll(spaced, out documents)))
        {
            foreach (var document in documents)
            {
                using (document)
                {
                    var root = document.RootElement;
                    if (documents.Count == 1 && IsNotification(root))
                    {
                        bodies.Add(text);
                        return true;
                    }

                    Add(root, bodies, envelopes);
                }
            }

            return true;
        }

        if (envelopes < MaxEnvelopes && AutomationEnvelope.Body(plain) is { } inner)
        {
            return TrySplit(inner, out bodies, envelopes + 1);
        }

        bodies.Add(text);
        return false;
    }

    /// <summary>Returns the first JSON value of a text and the position after it; null if there is none.</summary>
    public static JsonDocument? ReadFirst(byte[] utf8, int start, out int end)
    {
        end = start;
        try
        {
            var reader = new Utf8JsonReader(new ReadOnlySpan<byte>(utf8, start, utf8.Length - start), Tolerant);
            var document = JsonDocument.ParseValue(ref reader);
            end = start + (int)reader.BytesConsumed;
            return document;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Determines whether an object is a notification and not an envelope.</summary>
    public static bool IsNotification(JsonElement value) =>
        WireReader.TryGet(value, "event_type", out _) || WireReader.TryGet(value, "tid", out _);

    private static bool TryReadAll(string text, out List<JsonDocument> documents)
    {
        documents = [];
        var utf8 = Encoding.UTF8.GetBytes(text);
        for (var at = 0; !IsBlank(utf8, at);)
        {
            if (ReadFirst(utf8, at, out at) is not { } document)
            {
                documents.ForEach(read => read.Dispose());
                documents.Clear();
                return false;
            }

            documents.Add(document);
        }

        return documents.Count > 0;
    }

    private static bool IsBlank(byte[] utf8, int from)
    {
        for (var i = from; i < utf8.Length; i++)
        {
            if (utf8[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }

    private static void Add(JsonElement value, List<string> bodies, int envelopes)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray())
            {
                Add(element, bodies, envelopes);
            }
        }
        else if (value.ValueKind == JsonValueKind.String && envelopes < MaxEnvelopes && WireReader.Text(value) is { } text)
        {
            AddText(text, bodies, envelopes);
        }
        else if (!IsNotification(value) && envelopes < MaxEnvelopes && Inner(value) is { } inner)
        {
            if (inner.Text is not null)
            {
                AddText(inner.Text, bodies, envelopes);
            }
            else
            {
                Add(inner.Value, bodies, envelopes + 1);
            }
        }
        else
        {
            bodies.Add(value.GetRawText());
        }
    }

    private static void AddText(string text, List<string> bodies, int envelopes)
    {
        TrySplit(text, out var inside, envelopes + 1);
        bodies.AddRange(inside);
    }

    // Returns the content of an envelope: a text, decoded if the envelope declares base64, or a parsed value.
    private static (string? Text, JsonElement Value)? Inner(JsonElement envelope)
    {
        if (envelope.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var name in EnvelopeFields.Bodies)
        {
            if (Field(envelope, name) is not { } value)
            {
                continue;
            }

            switch (value.ValueKind)
            {
                case JsonValueKind.Object or JsonValueKind.Array:
                    return (null, value);
                case JsonValueKind.String when WireReader.Text(value) is { Length: > 0 } text:
                    var flag = Field(envelope, EnvelopeFields.IsBase64);
                    var isPacked = flag is not null && EnvelopeFields.IsTrue(CanonicalJson.Scalar(flag.Value));
                    return (isPacked && EnvelopeFields.FromBase64(text) is { } bytes ? BodyText.Read(bytes).Text : text, default);
            }
        }

        return null;
    }

    private static JsonElement? Field(JsonElement row, string name)
    {
        foreach (var field in CanonicalJson.Fields(row))
        {
            if (string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return field.Value;
            }
        }

        return null;
    }
}
