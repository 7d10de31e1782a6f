{{/* What selects the pods of this workflow; Deployment selectors cannot change, so nothing else belongs here. */}}
{{- define "tentacular-workflow.selector" -}}
app.kubernetes.io/name: {{ .Release.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Labels of pods. part-of is what we look for: Helm puts its own name into managed-by of what it owns. */}}
{{- define "tentacular-workflow.podLabels" -}}
{{ include "tentacular-workflow.selector" . }}
app.kubernetes.io/part-of: tentacular
app.kubernetes.io/managed-by: tentacular
{{- with .Values.workflow.version }}
app.kubernetes.io/version: {{ . | quote }}
{{- end }}
{{- with .Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Labels of every other object. The chart's version is not on pods: it alone must not restart them. */}}
{{- define "tentacular-workflow.labels" -}}
{{ include "tentacular-workflow.podLabels" . }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* registry/repository:tag@digest, with what is there. */}}
{{- define "tentacular-workflow.image" -}}
{{- with .Values.image }}
{{- with .registry }}{{ . }}/{{ end }}{{ .repository }}{{ with .tag }}:{{ . }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}
{{- end }}
{{- end }}

{{/* Twelve hex digits address the code: a name per content, so that old pods keep theirs while new ones start. */}}
{{- define "tentacular-workflow.codeName" -}}
{{- $digest := required "code.digest is empty: deploy with \"tntc deploy\", or give the values of \"tntc plan --show values\"" .Values.code.digest -}}
{{ .Release.Name }}-code-{{ $digest | trimPrefix "sha256:" | trunc 12 }}
{{- end }}

{{/* The import map goes by the code's digest, which covers it. */}}
{{- define "tentacular-workflow.importMapName" -}}
{{ include "tentacular-workflow.codeName" . | replace (printf "%s-code-" .Release.Name) (printf "%s-import-map-" .Release.Name) }}
{{- end }}

{{/* Pod Security Standard "restricted", for every pod of ours. */}}
{{- define "tentacular-workflow.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "tentacular-workflow.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* What every pod of ours says besides its container. */}}
{{- define "tentacular-workflow.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
serviceAccountName: {{ .Release.Name }}
{{- with .Values.runtimeClass }}
runtimeClassName: {{ . }}
{{- end }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  {{- include "tentacular-workflow.podSecurity" . | nindent 2 }}
{{- end }}

{{/* Deno keeps its cache in /tmp, the only place that can be written. */}}
{{- define "tentacular-workflow.denoEnv" -}}
- name: DENO_DIR
  value: /tmp/deno
- name: DENO_NO_UPDATE_CHECK
  value: "1"
- name: HOME
  value: /tmp
- name: TMPDIR
  value: /tmp
- name: NO_COLOR
  value: "1"
{{- end }}

{{/* The small pods beside the engine: ticks and the helm test. */}}
{{- define "tentacular-workflow.smallResources" -}}
requests:
  cpu: 10m
  memory: 64Mi
limits:
  memory: 128Mi
{{- end }}
