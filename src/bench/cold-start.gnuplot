# gnuplot -c cold-start.gnuplot SAMPLES: each cold start as a point.
set terminal svg size 640,200 font "sans-serif,12" background "white"
set datafile separator "\t"
set xlabel "seconds from docker run to the first 200"
set ytics ("Go" 3, "default" 2, "this project" 1)
set grid xtics
row(image) = image eq "go" ? 3 : image eq "default" ? 2 : 1
plot [0:*] [0.5:3.5] "< grep 'first 200' ".ARG1 using 4:(row(stringcolumn(3))) with points pointtype 6 notitle
