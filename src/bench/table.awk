# Makes the rows of a Markdown table of samples, "row, unit, image, value", separated by tabs.
# columns: an image and those that it is compared to each, as in "go default;default;ours default".
# A cell is the median, then the median of the ratios, round by round, each with its range. Of a row called "better of"
# only the least counts.
BEGIN { FS = "\t"; columns_count = split(columns, column, ";") }
!($1 in unit) { unit[$1] = " " $2; row[++rows] = $1 }
$1 ~ /better of/ && n[$1, $3] { if ($4 < value[$1, $3, 1]) value[$1, $3, 1] = $4; next }
{ value[$1, $3, ++n[$1, $3]] = $4 }

function digits(x) { return sprintf(x >= 100 ? "%.0f" : x >= 10 ? "%.1f" : x >= 0.1 ? "%.2f" : "%#.2g", x) }

# "median unit (least–most)" of an image's values, or of their ratios to another's.
function summary(name, image, base, what,    i, j, x, size, swap) {
	size = n[name, image]
	for (i = 1; i <= size; i++) {
		x[i] = value[name, image, i] / (base ? value[name, base, i] : 1)
		for (j = i; j > 1 && x[j - 1] > x[j]; j--) { swap = x[j]; x[j] = x[j - 1]; x[j - 1] = swap }
	}
	return digits((x[int((size + 1) / 2)] + x[int(size / 2) + 1]) / 2) what \
		(size > 1 ? " (" digits(x[1]) "–" digits(x[size]) ")" : "")
}

END {
	for (r = 1; r <= rows; r++) {
		printf "| %s |", row[r]
		for (c = 1; c <= columns_count; c++) {
			count = split(column[c], image, " ")
			printf " %s", n[row[r], image[1]] ? summary(row[r], image[1], "", unit[row[r]]) : "–"
			for (i = 2; i <= count && n[row[r], image[1]] && n[row[r], image[i]]; i++)
				printf ", %s", summary(row[r], image[1], image[i])
			printf " |"
		}
		print ""
	}
}
