namespace TenantConsole.Benchmarks.Training;

/// <summary>Rows of sparse numbers and a ridge regression on them by conjugate gradients. Sums run in a fixed order: the same input gives the same bits.</summary>
internal sealed class LinearFit(IReadOnlyList<(int[] Index, float[] Value)> rows, int columns)
{
    public static double Dot(double[] weights, int[] index, float[] value)
    {
        var sum = 0d;
        for (var k = 0; k < index.Length; k++)
            sum += weights[index[k]] * value[k];

        return sum;
    }

    /// <summary>Weights that fit the targets with a free intercept, which is left out.</summary>
    public double[] Ridge(double[] targets, double penalty, int steps)
    {
        var weights = new double[columns];
        var residual = Transposed(Centred(targets));
        var direction = (double[])residual.Clone();
        var size = Square(residual);
        var enough = size * 1e-8;
        for (var step = 0; step < steps && size > enough; step++)
        {
            var image = Transposed(Centred(Times(direction)));
            var slope = 0d;
            for (var k = 0; k < columns; k++)
            {
                image[k] += penalty * direction[k];
                slope += direction[k] * image[k];
            }

            var length = size / slope;
            for (var k = 0; k < columns; k++)
            {
                weights[k] += length * direction[k];
                residual[k] -= length * image[k];
            }

            var next = Square(residual);
            for (var k = 0; k < columns; k++)
                direction[k] = residual[k] + (next / size * direction[k]);

            size = next;
        }

        return weights;
    }

    private double[] Times(double[] weights) => [.. rows.Select(row => Dot(weights, row.Index, row.Value))];

    private double[] Transposed(double[] values)
    {
        var sums = new double[columns];
        for (var i = 0; i < values.Length; i++)
        {
            var (index, value) = rows[i];
            for (var k = 0; k < index.Length; k++)
                sums[index[k]] += values[i] * value[k];
        }

        return sums;
    }

    private static double[] Centred(double[] values)
    {
        var mean = values.Average();
        return [.. values.Select(value => value - mean)];
    }

    private static double Square(double[] values)
    {
        var sum = 0d;
        foreach (var value in values)
            sum += value * value;

        return sum;
    }
}
