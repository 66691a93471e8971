# Each cold start as a point, from what run has measured.
set terminal svg size 640,200 font "sans-serif,12" background "white"
set datafile separator "\t"
set xlabel "seconds from docker run to the first 200"
set xrange [0:*]
set yrange [0.5:3.5]
set ytics ("Go" 3, "default" 2, "ours" 1)
set grid xtics
unset key
row(image) = image eq "go" ? 3 : image eq "default" ? 2 : 1
plot "< grep ^start ".samples using 3:(row(stringcolumn(2))) with points pointtype 6 linecolor rgb "#1f6feb"
