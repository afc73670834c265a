namespace TencentLvb.Emulator;

/// <summary>Ids of CreateRecordTask: 57 to 63 letters and digits without meaning.</summary>
internal static class RecordTaskId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Different for every number, and the same for the same one.</summary>
    public static string Make(int number)
    {
        var seed = SeededRandom.Hash("record task " + Wire.Text(number));
        var id = new char[57 + (int)(SeededRandom.Of(seed, -1) * 7)];
        for (var i = 0; i < id.Length; i++)
        {
            id[i] = Alphabet[(int)(SeededRandom.Of(seed, i) * Alphabet.Length)];
        }

        // Never a number: a client that reads it as one shows up.
        id[0] = 'U';
        return new string(id);
    }
}
