namespace TencentLvb.Emulator;

/// <summary>
/// Writes the common envelope: compact, keys in alphabetical order, <c>ret</c> equal to <c>retcode</c> and <c>message</c> to
/// <c>errmsg</c>.
/// </summary>
internal static class Envelope
{
    public static byte[] Write(Reply reply, Shapes shapes)
    {
        if (reply.Body is not null)
        {
            return reply.Body;
        }

        var newNames = !shapes.Has(LvbEmulatorShape.RetMessageOnly);
        var oldNames = !shapes.Has(LvbEmulatorShape.RetcodeErrmsgOnly);
        using var json = new AnswerJson();
        json.StartObject();
        if (newNames)
        {
            json.Text("errmsg", reply.Message);
        }

        if (oldNames)
        {
            json.Text("message", reply.Message);
        }

        WriteOutput(json, reply, shapes);
        if (oldNames)
        {
            json.Number("ret", (long)reply.Ret);
        }

        if (newNames)
        {
            json.Number("retcode", (long)reply.Ret);
        }

        json.EndObject();
        return json.ToArray();
    }

    private static void WriteOutput(AnswerJson json, Reply reply, Shapes shapes)
    {
        if (reply.Fields is null || (reply.NoRows && HasEmptyShape(shapes)))
        {
            WriteEmpty(json, reply, shapes);
            return;
        }

        var inArray = reply.InArray ? !shapes.Has(LvbEmulatorShape.StatusObject) : shapes.Has(LvbEmulatorShape.OutputInArray);
        json.NumbersAsText = shapes.Has(LvbEmulatorShape.NumbersAsText);
        if (inArray)
        {
            json.StartArray("output");
            json.Object(null, reply.Fields);
            json.EndArray();
        }
        else
        {
            json.Object("output", reply.Fields);
        }

        json.NumbersAsText = false;
    }

    private static void WriteEmpty(AnswerJson json, Reply reply, Shapes shapes)
    {
        if (shapes.Has(LvbEmulatorShape.OutputMissing))
        {
            return;
        }

        if (shapes.Has(LvbEmulatorShape.OutputNull))
        {
            json.Null("output");
        }
        else if (shapes.Has(LvbEmulatorShape.OutputEmptyArray) || (reply.InArray && !shapes.Has(LvbEmulatorShape.OutputEmptyObject)))
        {
            json.StartArray("output");
            json.EndArray();
        }
        else
        {
            json.StartObject("output");
            json.EndObject();
        }
    }

    private static bool HasEmptyShape(Shapes shapes) =>
        shapes.Has(LvbEmulatorShape.OutputMissing) || shapes.Has(LvbEmulatorShape.OutputNull)
        || shapes.Has(LvbEmulatorShape.OutputEmptyArray) || shapes.Has(LvbEmulatorShape.OutputEmptyObject);
}
